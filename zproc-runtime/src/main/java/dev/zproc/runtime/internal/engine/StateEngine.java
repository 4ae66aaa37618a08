package dev.zproc.runtime.internal.engine;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Whoever keeps the state: a map from byte strings to byte strings with one total order of commits.
 *
 * <p>Promises that every engine keeps: commits are strictly serializable; each that changes a key
 * gets the next revision; a reader sees what it has committed, and revisions never go back; a watch
 * delivers every matching commit after its start once and in order, or says that history is gone.
 * Values are opaque, but for {@link Scalar}s and {@link Sequence}s, which {@link
 * Operation.Computed} and {@link Criterion} understand.
 *
 * <p>No method blocks. A future fails with an {@link EngineException}.
 *
 * <p>Threads: safe for use by many threads. Futures and listeners are completed by a thread of the
 * engine: what hangs on them must not block it.
 */
public interface StateEngine {

  /**
   * As a revision to read at: the newest one, after all commits that this process has asked for
   * before, even one that waits for another's {@link Turn} to end. Whoever has a turn must not wait
   * for such a read.
   */
  long AFTER_OWN = -1;

  /** The session in whose name this engine commits; the {@code origin} of its commits. */
  long session();

  /** How many requests may wait for this engine. */
  int maxRequests();

  /** Reads one key at a revision not older than any that this process has seen. */
  default CompletableFuture<ReadResult> read(Bytes key) {
    ReadResult now = peek(key);
    if (now != null) {
      return CompletableFuture.completedFuture(now);
    }
    FutureAnswer<ReadResult> answer = answer();
    read(key, answer);
    return answer;
  }

  /**
   * The same without asking anybody; null if this engine cannot. What this process has asked to be
   * committed and has not been answered may be missing.
   */
  @Nullable ReadResult peek(Bytes key);

  /** The same, in the order in which this process asks. */
  void read(Bytes key, Answer<ReadResult> answer);

  /**
   * Reads a range as of {@code revision}, or as of the newest one if that is 0 or {@link
   * #AFTER_OWN}. Fails with {@link EngineException.Gone} if history no longer reaches back to it.
   */
  default CompletableFuture<RangeResult> range(KeyRange range, long revision) {
    FutureAnswer<RangeResult> answer = answer();
    range(range, revision, answer);
    return answer;
  }

  /** The same. */
  void range(KeyRange range, long revision, Answer<RangeResult> answer);

  /** Commits at most once, even if the connection is lost on the way. */
  default CompletableFuture<CommitResult> commit(Commit commit) {
    FutureAnswer<CommitResult> answer = answer();
    commit(commit, answer);
    return answer;
  }

  /** The same. What one process asks for is committed in the order in which it asks. */
  void commit(Commit commit, Answer<CommitResult> answer);

  /** Asks how much memory the state takes where it is kept. */
  CompletableFuture<Usage> usage();

  /** Opens a watch that delivers at most {@code credit} events until more are requested. */
  Subscription watch(WatchSpec spec, long credit, WatchListener listener);

  /**
   * Opens a wait for a condition, which the engine evaluates at each revision; it delivers at most
   * {@code credit} matches until more are requested.
   */
  Subscription await(ConditionSpec spec, long credit, MatchListener listener);

  /**
   * Waits for a turn, first come, first served, and reads {@code expected} as it begins. Whoever
   * does not want it any more ends it when it comes.
   */
  CompletableFuture<Turn> takeTurn(List<KeyRange> expected);

  /** Makes a future for an answer of this engine. */
  default <T> FutureAnswer<T> answer() {
    return new FutureAnswer<>();
  }

  /** How a thread that waits for what this engine tells can do its work meanwhile. */
  default Lead lead() {
    return Lead.NONE;
  }
}

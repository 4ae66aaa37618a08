package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.journal.BatchOutcome;
import dev.zproc.runtime.internal.journal.CommitLog;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.store.Decision;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.wire.Reply;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which commits reach the store: each is decided, and then applied. Where a {@link
 * CommitLog} makes commits last it stands between the two: it is given what was decided, as one
 * batch at a time, and what it has taken is applied and answered. Until then nobody is told, and
 * nobody sees it: what was decided waits in a line, in its order, and what a session asks for after
 * a commit of its own waits in that line behind it. A decision holds all that becomes of a key, a
 * whole list say; so no more are made than may wait, and what comes then waits as it came.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
class Commits {

  final Store store;
  private final @Nullable CommitLog log;
  private final long maxQueuedBytes;
  private final Runnable wake;

  final Deque<LineItem> line = new ArrayDeque<>();
  private final Map<Long, Integer> waiting = new HashMap<>();

  /** The commits in the line that the log has not been given yet. */
  List<LineItem> fresh = new ArrayList<>();

  /** How many commits the log has, about which it has not answered. */
  int given;

  /** Those after them, which are not decided yet. */
  private final Deque<LineItem> undecided = new ArrayDeque<>();

  private long queuedBytes;

  /** About how many bytes all decisions in the line hold. */
  private long decidedBytes;

  /** What the log has answered, until the server's thread takes it. */
  private volatile @Nullable BatchOutcome verdict;

  /**
   * Makes the way to {@code store}.
   *
   * @param log what makes commits last; null for nothing
   * @param wake lets the server's thread look for what the log has answered
   */
  Commits(Store store, @Nullable CommitLog log, long maxQueuedBytes, Runnable wake) {
    this.store = store;
    this.log = log;
    this.maxQueuedBytes = maxQueuedBytes;
    this.wake = wake;
  }

  /**
   * Makes a commit. Null if that has to wait; then {@code later} is told.
   *
   * @throws EngineException.Rejected if it cannot be made
   */
  @Nullable CommitResult make(long session, Commit commit, Turns.Answer later) {
    if (log == null) {
      return store.apply(session, store.decide(commit));
    }
    if (commit.isRead()) {
      return look(session, commit, later);
    }
    checkRoom();
    LineItem item = new LineItem(session, commit, later);
    if (!mayDecide() || !undecided.isEmpty()) {
      undecided.add(item);
    } else if (line.isEmpty()) {
      decide(item, commit, log);
    } else {
      tryToDecide(item, commit, log);
    }
    enter(item);
    return null;
  }

  /**
   * Tells what a commit without operations comes to now. That is a read, of which no log need know:
   * it waits for what its own session has asked to be committed, and for nothing else.
   */
  final @Nullable CommitResult look(long session, Commit commit, Turns.Answer later) {
    if (!isWaiting(session)) {
      return store.look(commit);
    }
    checkRoom();
    Runnable look =
        () -> later.reply(Refusals.orReply(() -> new Reply.Committed(store.look(commit))));
    enter(new LineItem(session, look, Weight.of(commit)));
    return null;
  }

  /** Whether decisions hold less than may wait; then there may be one more. */
  private boolean mayDecide() {
    return decidedBytes < maxQueuedBytes;
  }

  private void decide(LineItem item, Commit commit, CommitLog by) {
    Decision decision = store.decide(commit);
    long bytes = decision.bytes();
    if (bytes > by.maxCommitBytes()) {
      throw new EngineException.Rejected(
          "the commit changes about "
              + bytes
              + " bytes, what it replaces or removes included, and one that is to be stored may"
              + " change "
              + by.maxCommitBytes()
              + "; write, replace or remove fewer entries at a time, or give the JVM that opened"
              + " the context more heap");
    }
    store.propose(decision);
    item.decision = decision;
    item.held = bytes;
    decidedBytes += bytes;
    fresh.add(item);
  }

  /**
   * Decides it, or finds that it is refused. That may be for something that was proposed before it,
   * and is not done yet; so it is told in its place, and looked at again if that is not done.
   */
  private void tryToDecide(LineItem item, Commit commit, CommitLog by) {
    item.refused =
        Refusals.orLater(
            () -> {
              decide(item, commit, by);
              return null;
            });
  }

  /** Decides as many of those that wait for it as may be. */
  private void decideMore() {
    CommitLog by = log;
    while (by != null && mayDecide() && !undecided.isEmpty()) {
      LineItem item = undecided.remove();
      Commit commit = item.commit;
      if (commit != null) {
        tryToDecide(item, commit, by);
      }
    }
  }

  /** Whether something of the session waits here. */
  boolean isWaiting(long session) {
    return !waiting.isEmpty() && waiting.containsKey(session);
  }

  /** Whether all that was decided is applied. */
  boolean isIdle() {
    return line.isEmpty();
  }

  /** Does {@code work} as soon as all that was decided before is applied, or has failed. */
  void after(long session, Runnable work) {
    if (line.isEmpty()) {
      work.run();
    } else {
      enter(new LineItem(session, work, 0));
    }
  }

  /**
   * Checks that one more may wait.
   *
   * @throws EngineException.Rejected if not
   */
  void checkRoom() {
    if (queuedBytes > maxQueuedBytes) {
      throw new EngineException.Rejected(
          "about "
              + queuedBytes
              + " bytes of commits wait to be stored, and the limit (maxQueuedBytes) is "
              + maxQueuedBytes
              + "; write less at a time, raise the limit, or use a faster disk");
    }
  }

  final void enter(LineItem item) {
    line.add(item);
    queuedBytes += item.bytes;
    waiting.merge(item.session, 1, Integer::sum);
  }

  private LineItem leave() {
    LineItem item = line.remove();
    left(item);
    return item;
  }

  final void left(LineItem item) {
    queuedBytes -= item.bytes;
    decidedBytes -= item.held;
    waiting.computeIfPresent(item.session, (session, count) -> count == 1 ? null : count - 1);
  }

  /** Takes what the log has answered, if it has. */
  void collect() {
    BatchOutcome answered = verdict;
    if (answered == null) {
      return;
    }
    verdict = null;
    int left = given - answered.taken();
    given = 0;
    if (left > 0 && answered.rest() == BatchOutcome.Rest.BROKEN) {
      throw new IllegalStateException(answered.why());
    }
    for (int i = 0; i < answered.taken(); i++) {
      apply(nextCommit());
    }
    if (left > 0) {
      store.withdraw();
      if (answered.rest() == BatchOutcome.Rest.FAILED) {
        fail(left, answered.why());
      }
      decideAgain();
    }
    decideMore();
    runUntilCommit();
  }

  /** The next so many that the log has were not stored, nor was who was refused between them. */
  private void fail(int count, String why) {
    for (int left = count; left > 0; ) {
      LineItem item = leave();
      if (item.work != null) {
        item.work.run();
      } else {
        left -= item.refused == null ? 1 : 0;
        answer(item, new Reply.Failed(Reply.Cause.NOT_STORED, why, 0));
      }
    }
  }

  /** Does what stands before the next commit, and takes that out of the line. */
  final LineItem nextCommit() {
    runUntilCommit();
    return leave();
  }

  final void runUntilCommit() {
    for (LineItem next = line.peek(); next != null && next.isNoCommit(); next = line.peek()) {
      LineItem left = leave();
      if (left.work != null) {
        left.work.run();
      } else if (left.refused != null) {
        answer(left, left.refused);
      }
    }
  }

  private void apply(LineItem item) {
    Decision decision = item.decision;
    if (decision != null) {
      answer(item, new Reply.Committed(store.apply(item.session, decision)));
    }
  }

  static void answer(LineItem item, Reply reply) {
    if (item.answer != null) {
      item.answer.reply(reply);
    }
  }

  /** Has all commits in the line decided anew, on the store as it is. */
  private void decideAgain() {
    store.withdraw(); // what was done in the meantime may have proposed more
    fresh = new ArrayList<>();
    undecided.clear();
    for (LineItem item : line) {
      if (item.commit != null) {
        item.decision = null;
        item.refused = null;
        item.held = 0;
        undecided.add(item);
      }
    }
    decidedBytes = 0;
  }

  /** Gives the log what was decided since, if it has answered about what it has. */
  void handOver() {
    if (log == null || given > 0 || fresh.isEmpty()) {
      return;
    }
    List<Decided> batch = new ArrayList<>(fresh.size());
    long bytes = 0;
    int count = 0;
    for (; count < fresh.size(); count++) {
      LineItem item = fresh.get(count);
      bytes += item.held;
      if (count > 0 && bytes > log.maxCommitBytes()) {
        break;
      }
      Decision decision = item.decision;
      if (decision != null && item.commit != null) {
        batch.add(decided(item, item.commit, decision));
      }
    }
    given = batch.size();
    fresh = new ArrayList<>(fresh.subList(count, fresh.size()));
    log.take(
        batch,
        store.oldestRevision(),
        answered -> {
          verdict = answered;
          wake.run();
        });
  }

  private static Decided decided(LineItem item, Commit commit, Decision decision) {
    return new Decided(
        decision.changes() ? decision.revision() : decision.revision() - 1,
        item.session,
        commit.compares(),
        decision.entries(),
        item.answer == null
            ? null
            : item.answer.repeatable(() -> new Reply.Committed(decision.result())));
  }

  /** About how many bytes wait, and what was decided of them holds. */
  long queuedBytes() {
    return queuedBytes + decidedBytes;
  }

  /** Whether the log has yet to answer, or to be given something. */
  boolean isBusy() {
    return given > 0 || !fresh.isEmpty();
  }

  /** Whether a read has to wait until others' commits are known: {@link #confirm}. */
  boolean confirmsReads() {
    return false;
  }

  /** Does {@code work} once all is known that others have done, or tells it why it is not. */
  void confirm(Consumer<@Nullable String> work) {
    work.accept(null);
  }

  /** Whether the log has answered. */
  boolean isAnswered() {
    return verdict != null;
  }

  /** The server ends: nobody will know what becomes of what is left. */
  void close(String why) {
    while (!line.isEmpty()) {
      LineItem left = leave();
      Reply known = left.refused;
      answer(left, known == null ? new Reply.Failed(Reply.Cause.FORGOTTEN, why, 0) : known);
    }
  }
}

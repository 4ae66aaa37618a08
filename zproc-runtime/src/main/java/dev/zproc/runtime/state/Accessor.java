package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.schema.Namespace;
import dev.zproc.runtime.internal.schema.Phrase;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.Follower;
import dev.zproc.runtime.internal.wait.TransactionGuard;
import dev.zproc.runtime.internal.wait.View;
import dev.zproc.runtime.spi.DraftView;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What every generated accessor can do with its state as a whole.
 *
 * <p>An accessor has a <i>horizon</i>: the newest revision that any of its reads, writes or waits
 * has observed, at first the revision of its birth (in a child process that at which it was
 * spawned, or that of the match whose run it was made in). Waits and watches begin there, so that
 * nothing is missed between what was last seen and the wait. Should the history no longer reach
 * back to it, {@code await} goes on from the newest revision, and a watch says so.
 *
 * <p>Waits end with {@link dev.zproc.runtime.failure.WaitInterruptedException} when the thread is
 * interrupted, and with {@link dev.zproc.runtime.failure.ServerGoneException} when the server is
 * gone.
 *
 * <p>Threads: safe for use by many threads, which share horizon and cursors; {@link #fork} gives a
 * thread its own.
 *
 * @param <S> the {@code @State} interface
 * @param <D> the generated draft, through which a transaction writes
 * @param <A> the generated accessor itself
 */
public abstract class Accessor<S, D, A> {

  private final StateSpace<S> space;

  protected Accessor(StateSpace<S> space) {
    this.space = space;
  }

  protected final StateSpace<S> space() {
    return space;
  }

  /** Makes a draft over {@code view}. */
  protected abstract D draft(DraftView view);

  /** Makes an accessor over {@code space}. */
  protected abstract A newAccessor(StateSpace<S> space);

  /** Returns another accessor of the same state, with a copy of the cursors. */
  public final A fork() {
    return newAccessor(space.fork());
  }

  /**
   * Returns an accessor of the same keys in another namespace, which begins where this one began;
   * one round trip or two the first time that this process opens it. This one stays where it is.
   *
   * @throws dev.zproc.runtime.failure.SchemaMismatchException if a key means something else there
   * @throws IllegalArgumentException if the name is empty, or one of zproc's own
   */
  public final A namespace(String namespace) {
    return newAccessor(space.in(namespace));
  }

  /**
   * All keys at the newest revision; one round trip. Immutable, and decoded when it is looked at.
   */
  public final S snapshot() {
    return space.namespace.snapshot(View.of(space.range(space.namespace.range, 0).entries()));
  }

  /**
   * All keys as they were at {@code revision}.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if that is no longer kept
   * @throws IllegalArgumentException if it is less than 1, or there is no such revision yet
   */
  public final S snapshotAt(long revision) {
    if (revision <= 0) {
      throw new IllegalArgumentException("a revision is 1 or more, not " + revision);
    }
    space.checkPast(revision);
    RangeResult result = space.range(space.namespace.range, revision);
    return space.namespace.snapshot(View.of(result.entries()));
  }

  /**
   * Waits until {@code predicate} is true of the state: evaluated here, on this thread, over the
   * revision of the horizon and every later one that changes the state. Returns the snapshot that
   * it was true of, which may not be the newest one any more.
   *
   * <p>The predicate may look at its argument only. What it throws ends the wait.
   */
  public final S await(Predicate<? super S> predicate) {
    return await(predicate, Deadline.NEVER, space.cursors.horizon());
  }

  /**
   * The same, for at most {@code timeout}; evaluates once at least.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if it was not true until then
   */
  public final S await(Predicate<? super S> predicate, Duration timeout) {
    return await(predicate, Deadline.after(timeout), space.cursors.horizon());
  }

  private S await(Predicate<? super S> predicate, Deadline deadline, long from) {
    Namespace<S> namespace = space.namespace;
    String awaited = Phrase.code(predicate, namespace.name);
    try (Follower follower = Follower.of(namespace.engine, namespace.range, from, awaited)) {
      while (true) {
        S snapshot = namespace.snapshot(follower.view());
        if (predicate.test(snapshot)) {
          space.cursors.saw(follower.revision());
          return snapshot;
        }
        if (follower.advance(deadline, awaited) == null) {
          throw deadline.missed(awaited);
        }
      }
    }
  }

  /**
   * Waits until {@code condition} holds, evaluated by the server at the revision of the horizon and
   * every later one; returns the snapshot of the revision at which it did.
   */
  public final S await(Condition condition) {
    return Conditions.await(space, condition, Deadline.NEVER);
  }

  /**
   * The same, for at most {@code timeout}; what holds already is found however short that is.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if it did not hold until then
   */
  public final S await(Condition condition, Duration timeout) {
    return Conditions.await(space, condition, Deadline.after(timeout));
  }

  /**
   * What {@link #await(Condition)} would return, without a thread that waits. A time-out is the
   * future's own ({@code orTimeout}); cancelling it ends the wait. What hangs on it runs in a
   * thread that zproc keeps for that, and may block.
   */
  public final CompletableFuture<S> awaitAsync(Condition condition) {
    return Conditions.awaitAsync(space, condition);
  }

  /** The same for a predicate, which takes a thread as long as the future is not complete. */
  public final CompletableFuture<S> awaitAsync(Predicate<? super S> predicate) {
    TransactionGuard.forbid();
    long from = space.cursors.horizon();
    return inThread(() -> await(predicate, Deadline.NEVER, from));
  }

  /** The result of {@code wait}, which blocks a thread made for it. */
  private static <T> CompletableFuture<T> inThread(Supplier<T> wait) {
    CompletableFuture<T> future = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                future.complete(wait.get());
              } catch (Throwable e) {
                future.completeExceptionally(e);
              }
            },
            "zproc-await");
    thread.setDaemon(true);
    thread.start();
    future.whenComplete(
        (value, failure) -> {
          if (Thread.currentThread() != thread) {
            thread.interrupt();
          }
        });
    return future;
  }

  /**
   * Waits for the next commit of another process that changes one of {@code keys}, or any if none
   * is named, after the one that the last call with the same keys told of. The first call begins
   * where the accessor began, or, should the history no longer reach back to it, at what it has
   * last seen.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if changes since then are no longer kept
   */
  public final Change<S> awaitChange(Key... keys) {
    return awaitChange(Deadline.NEVER, keys);
  }

  /**
   * The same, for at most {@code timeout}.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if there was none until then
   */
  public final Change<S> awaitChange(Duration timeout, Key... keys) {
    return awaitChange(Deadline.after(timeout), keys);
  }

  private Change<S> awaitChange(Deadline deadline, Key... keys) {
    Set<String> names = Selections.names(space, keys);
    KeySelection selection = Selections.of(space.namespace, names, Set.of());
    CommitEvent event = space.awaitChange(names, selection, deadline);
    return new Change<>(space.namespace, event, space.namespace::at);
  }

  /**
   * Holds at a revision that changes one of {@code keys}, or any if none is named, but for
   * {@linkplain dev.zproc.runtime.state own commits}.
   */
  public final Condition changed(Key... keys) {
    Set<String> names = Selections.names(space, keys);
    return new Condition(
        space.engine(),
        new Criterion.Changed(Selections.of(space.namespace, names, Set.of())),
        Phrase.call("changed", names));
  }

  /**
   * Begins a watch of the changes of {@code keys}, or of all if none is named.
   *
   * @throws IllegalArgumentException if one is a key of another state; so with all that take keys
   */
  public final WatchRequest<S> watch(Key... keys) {
    return WatchRequest.of(space, Selections.names(space, keys));
  }

  /**
   * Runs {@code transaction} so that all it writes to its draft happens at one revision, and only
   * if what it read from it is still true; else nothing of it happens.
   *
   * <p>It runs on this thread, again and again until no other commit has come between, so it must
   * have no side effects. An exception of its own ends it with nothing written, and so do these.
   *
   * @throws dev.zproc.runtime.failure.TransactionTooLongException if others have come between again
   *     and again, and it took longer than its turn ({@code turnLease}) three times
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted when it
   *     is to run again
   * @throws dev.zproc.runtime.failure.LimitExceededException if it writes or reads too many keys,
   *     or too large ones, or the state is full
   * @throws IllegalStateException if it uses the state otherwise than by its draft
   */
  public final void atomically(Consumer<? super D> transaction) {
    Transaction.run(
        space,
        this::draft,
        draft -> {
          transaction.accept(draft);
          return Boolean.TRUE;
        });
  }

  /** The same, with a result; it must not be the draft, nor a map of it. */
  public final <T> T atomicallyGet(Function<? super D, ? extends T> transaction) {
    return Transaction.run(space, this::draft, transaction);
  }

  /** Unsets all keys, in one commit; they read as their initial values again. */
  public final void clear() {
    space.commit(Commit.of(Commit.Results.NONE, new Operation.DeleteRange(space.namespace.range)));
  }

  /**
   * The changes in the revisions after {@code from} up to {@code to}, one for each commit.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if they are no longer kept
   */
  public final List<Change<S>> history(long from, long to) {
    return PastChanges.between(space, from, to);
  }

  /**
   * Moves the horizon and all cursors to the newest revision: {@code awaitChange} then tells of
   * later changes only.
   */
  public final void goLive() {
    space.cursors.goLive(space.newestRevision());
  }

  /** What is known about the state itself: its namespace, and where this accessor stands. */
  public final StateMeta meta() {
    return new StateMeta(space);
  }

  /** The interface and the namespace; reads nothing. */
  @Override
  public String toString() {
    return space.namespace.schema + " in namespace '" + space.namespace.name + "'";
  }
}

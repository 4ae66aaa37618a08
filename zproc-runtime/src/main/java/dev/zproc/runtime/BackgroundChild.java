package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.swarm.TaskEnd;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.FutureMatch;
import dev.zproc.runtime.internal.wait.ToldFuture;
import dev.zproc.runtime.spi.ChildEntry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A child of a {@linkplain BackgroundContext background context}, seen from one of the programs
 * that use it. It belongs to none of them: it lives until its method is over, somebody stops it, or
 * the context ends.
 *
 * <p>Every wait can be interrupted, which throws {@link
 * dev.zproc.runtime.failure.WaitInterruptedException} with the flag set again, and leaves the child
 * as it is. Every method that asks the context may throw {@link
 * dev.zproc.runtime.failure.ServerGoneException}, and an {@link IllegalStateException} if the child
 * has ended and 1,000 others have since.
 *
 * <p>Threads: safe for use by many threads.
 *
 * @param <R> what the method returns, boxed; {@link Void} if nothing
 */
public final class BackgroundChild<R> {

  private final BackgroundCalls calls;
  private final String id;
  private final String name;
  private final String call;
  private final Result<R> type;
  private final Throwable spawned;

  /** Makes a result of its bytes. */
  interface Result<R> {
    R decode(BackgroundRecord record, byte[] encoded);
  }

  BackgroundChild(
      BackgroundCalls calls,
      String id,
      BackgroundRecord record,
      Result<R> type,
      Throwable spawned) {
    this.calls = calls;
    this.id = id;
    this.name = record.name();
    this.call = record.call();
    this.type = type;
    this.spawned = spawned;
  }

  /** The result of a call that this program has made. */
  static <R> Result<R> resultOf(ChildEntry<R> entry) {
    return (record, encoded) ->
        DecodedArguments.result(entry, "'" + record.name() + "', " + record.call(), encoded);
  }

  /** The result of a call of somebody, which is to be of a type. */
  static <R> Result<R> resultOf(Class<R> type) {
    return (record, encoded) -> {
      ChildEntry<?> entry;
      try {
        entry = WorkerCalls.load(record.entry());
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(
            "'"
                + record.name()
                + "' is a call of "
                + record.entry()
                + ", which this process cannot load: give it the jar, too, that this class is in",
            e);
      }
      DecodedArguments.requireSame(
          entry.toString(), record.closure(), DecodedArguments.closure(entry));
      Object result =
          DecodedArguments.result(entry, "'" + record.name() + "', " + record.call(), encoded);
      if (!type.isInstance(result)) {
        throw new IllegalArgumentException(
            "'"
                + record.name()
                + "' is "
                + record.call()
                + ", whose result is a "
                + result.getClass().getName()
                + " and no "
                + type.getName()
                + "; name its type where the child is asked for");
      }
      return type.cast(result);
    };
  }

  /** Its name, unique among the children of its context: {@code bake}, {@code bake#2}. */
  public String name() {
    return name;
  }

  /** What it runs, as messages show it. */
  public String call() {
    return call;
  }

  /** The id of its newest process, dead or alive; -1 if none could be started. */
  public long pid() {
    return now().pid();
  }

  /** What it is doing. */
  public ChildStatus status() {
    return now().status();
  }

  /** Whether it has not ended for good. */
  public boolean isAlive() {
    return status() != ChildStatus.EXITED;
  }

  /** How many times it has been started again. */
  public int restarts() {
    return Math.max(now().attempts() - 1, 0);
  }

  /** How it has ended; null while it lives. */
  public @Nullable ChildEnd end() {
    TaskEnd end = now().end();
    return end == null ? null : end(end);
  }

  /**
   * Returns the result as soon as there is one; null if the method returns nothing. Blocks for as
   * long as the child lives.
   *
   * @throws ChildFailedException if it ended in any other way than by returning
   * @throws IllegalArgumentException if the result is of another type than was asked for
   */
  public R join() {
    return join(Deadline.NEVER);
  }

  /**
   * As {@link #join()}, for at most {@code timeout}; the child lives on after a time-out.
   *
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if it has not ended until then
   */
  public R join(Duration timeout) {
    return join(Deadline.after(timeout));
  }

  private R join(Deadline deadline) {
    return resultOf(awaitEnd(deadline));
  }

  /** The result, or the failure, to come; cancelling it ends the wait, and nothing else. */
  public CompletableFuture<R> result() {
    FutureMatch ended = calls.awaitEnd(id, toString());
    CompletableFuture<R> future =
        ToldFuture.of(ended, match -> resultOf(BackgroundCalls.ended(match, toString())));
    future.whenComplete((result, failure) -> ended.cancel(false));
    return future;
  }

  /** As {@link #stop(Duration)} with its own stop time-out, which is 5 s by default. */
  public void stop() {
    calls.ask(new BackgroundAsk.Stop(id, null));
    awaitEnd(Deadline.NEVER);
  }

  /** Ends it in order and for good, as {@link Child#stop(Duration)} does; returns when it has. */
  public void stop(Duration grace) {
    if (grace.isNegative()) {
      throw new IllegalArgumentException(
          "grace must not be negative, as is " + Durations.text(grace));
    }
    calls.ask(new BackgroundAsk.Stop(id, Durations.bounded(grace)));
    awaitEnd(Deadline.NEVER);
  }

  /** Kills it and all that it has started, and returns when it has ended. */
  public void kill() {
    calls.ask(new BackgroundAsk.Kill(id));
    awaitEnd(Deadline.NEVER);
  }

  private BackgroundRecord now() {
    return calls.record(id, toString());
  }

  private BackgroundRecord awaitEnd(Deadline deadline) {
    Match match = calls.awaitEnd(id, toString()).take(deadline, "the end of " + this);
    return BackgroundCalls.ended(match, toString());
  }

  private static ChildEnd end(TaskEnd end) {
    return end instanceof TaskEnd.Failed failed ? failed.end() : new ChildEnd.Returned();
  }

  @SuppressWarnings("NullAway") // a method that returns null has a nullable R
  private R resultOf(BackgroundRecord record) {
    if (record.end() instanceof TaskEnd.Failed failed) {
      if (failed.end().isSuccess() && record.gaveUp().isEmpty()) {
        return null;
      }
      throw new ChildFailedException(
          name,
          call,
          failed.attempts(),
          failed.pid(),
          failed.end(),
          record.gaveUp(),
          failed.stderr(),
          spawned);
    }
    byte[] encoded = record.end() instanceof TaskEnd.Returned returned ? returned.result() : null;
    return encoded == null ? null : type.decode(record, encoded);
  }

  @Override
  public String toString() {
    return "'" + name + "' (" + call + ")";
  }
}

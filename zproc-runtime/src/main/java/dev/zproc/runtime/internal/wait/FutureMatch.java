package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.jfr.WaitRecord;
import dev.zproc.runtime.internal.signal.SignalTrap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The first match of a condition. Where history no longer reaches back to the revision at which it
 * begins, the newest one takes its place. Whoever completes or cancels it ends the wait.
 *
 * <p>Threads: safe for use by many threads. It is completed by a thread of the engine, which what
 * hangs on it must not hold up.
 */
public final class FutureMatch extends CompletableFuture<Match>
    implements MatchListener, BooleanSupplier {

  private final StateEngine engine;
  private final ConditionSpec spec;

  /** Complete when the engine has said whether it holds already. */
  private final CompletableFuture<@Nullable Void> opened = new CompletableFuture<>();

  /** How often another revision may still take the place of one that is gone. */
  private int restarts;

  /**
   * Opens the wait, which is for one match and not live.
   *
   * @param restarts how often the newest revision may take the place of one that is gone; once for
   *     a start that is too old, more for a wait whose connection may be lost for long and which
   *     need not see what it has missed
   */
  public static FutureMatch open(StateEngine engine, ConditionSpec spec, int restarts) {
    TransactionGuard.forbid();
    FutureMatch match = new FutureMatch(engine, spec, restarts);
    match.open(spec);
    return match;
  }

  private FutureMatch(StateEngine engine, ConditionSpec spec, int restarts) {
    this.engine = engine;
    this.spec = spec;
    this.restarts = restarts;
  }

  private void open(ConditionSpec from) {
    Subscription opened = engine.await(from, 1, this);
    whenComplete(
        (match, failure) -> {
          opened.cancel();
          engine.lead().wake(); // whoever waits may be at the engine's work
        });
  }

  /**
   * Waits on this thread, and ends the wait. What holds already is found however short the time.
   *
   * @param awaited what people are told that it waits for
   * @throws dev.zproc.runtime.failure.WaitTimeoutException if there is no match until the deadline
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted, its
   *     flag set again
   */
  public Match take(Deadline deadline, String awaited) {
    WaitRecord record = isDone() ? null : WaitRecord.begin(awaited);
    boolean following = !isDone() && engine.lead().lead(this, deadline.left());
    try {
      if (deadline.isNever()) {
        return get();
      }
      return within(deadline.left());
    } catch (TimeoutException e) {
      throw deadline.missed(awaited);
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted("interrupted while waiting for " + awaited, e);
    } catch (ExecutionException e) {
      throw Failures.of(e);
    } finally {
      if (following) {
        engine.lead().unfollow(this);
      }
      WaitRecord.end(record);
      cancel(false);
    }
  }

  private Match within(long nanos)
      throws TimeoutException, InterruptedException, ExecutionException {
    try {
      return get(nanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      anyOf(this, opened).get();
      if (isDone()) {
        return get();
      }
      throw e;
    }
  }

  /** Whether what a thread waits for has come. */
  @Override
  public boolean getAsBoolean() {
    return isDone();
  }

  @Override
  public void onOpened() {
    opened.complete(null);
  }

  @Override
  public void onMatch(Match match) {
    complete(match);
  }

  @Override
  public void onGone(long oldestRevision) {
    if (restarts > 0) {
      restarts--;
      open(spec.at(0, spec.skipOrigin()));
    } else {
      completeExceptionally(Failures.historyGone(oldestRevision));
    }
  }

  @Override
  public void onClosed(Throwable cause) {
    completeExceptionally(Failures.of(cause));
  }
}

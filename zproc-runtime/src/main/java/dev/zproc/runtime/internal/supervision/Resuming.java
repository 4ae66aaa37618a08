package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.engine.EngineException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Makes the session of a process that has ended ready for the next one of the child. Where the
 * server cannot store that now, as on a full disk, it is asked again for a while: a child that goes
 * on with another session misses what matched in between. A session that is given up is released,
 * since the server would keep matches and history for it for ever.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
final class Resuming {

  private static final Duration FIRST = Duration.ofMillis(100);
  private static final Duration LONGEST = Duration.ofSeconds(5);

  /** With the delays between them about half a minute: so long may a disk be full. */
  private static final int MOST_TRIES = 11;

  private final Supervision supervision;
  private final String name;
  private final long session;
  private final boolean repeat;
  private final long from;
  private final CompletableFuture<@Nullable ChildSession> result = new CompletableFuture<>();

  private int tries;
  private Duration delay = FIRST;
  private @Nullable Future<?> next;

  /** Whether there is to be another process at all. */
  private boolean wanted = true;

  /**
   * Makes one that has not begun; the last three are those of {@code resume}.
   *
   * @param name what the child is called
   */
  Resuming(Supervision supervision, String name, long session, boolean repeat, long from) {
    this.supervision = supervision;
    this.name = name;
    this.session = session;
    this.repeat = repeat;
    this.from = from;
  }

  /** Begins; returns what is complete with the session, or with null if that is given up. */
  CompletableFuture<@Nullable ChildSession> begin() {
    ask();
    return result;
  }

  /** Does not ask again, since the child is to end. */
  void noMore() {
    wanted = false;
    Future<?> pending = next;
    if (pending != null && pending.cancel(false)) {
      release();
    }
  }

  private void ask() {
    next = null;
    tries++;
    supervision
        .session
        .resume(session, repeat, from)
        .whenComplete(
            (resumed, failure) -> {
              if (failure == null) {
                result.complete(resumed);
              } else {
                supervision.execute(() -> failed(failure), name, () -> result.complete(null));
              }
            });
  }

  private void failed(Throwable failure) {
    boolean mayPass = failure instanceof EngineException.NotStored;
    if (mayPass && wanted && tries < MOST_TRIES) {
      next = supervision.later(delay, this::ask);
      Duration twice = delay.multipliedBy(2);
      delay = twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
      return;
    }
    // If the server is gone all children end of that, and are told of it.
    if (wanted && (mayPass || failure instanceof EngineException.Rejected)) {
      Supervision.warn(
          "The wait of '"
              + name
              + "' could not be handed on to its next process, which begins a new one and may miss"
              + " what has matched meanwhile",
          failure);
    }
    release();
  }

  private void release() {
    supervision
        .session
        .release(session)
        .whenComplete((released, failure) -> result.complete(null)); // or it is gone anyway
  }
}

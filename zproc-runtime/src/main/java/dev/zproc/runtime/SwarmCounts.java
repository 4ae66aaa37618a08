package dev.zproc.runtime;

import dev.zproc.runtime.internal.swarm.SwarmWatcher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a swarm has before it, for whoever looks; and a listener told of it, if there is one.
 *
 * <p>Threads: {@link #progress} is called by whoever takes the broker's turn; the rest is safe for
 * use by many threads.
 */
final class SwarmCounts implements SwarmWatcher {

  private final @Nullable SwarmProgressTeller teller;
  private final AtomicLong unfinished = new AtomicLong();
  private final AtomicInteger busy = new AtomicInteger();

  SwarmCounts(@Nullable Consumer<SwarmProgress> listener) {
    this.teller = listener == null ? null : new SwarmProgressTeller(listener);
  }

  @Override
  public void progress(long done, long failed, long left, int atTasks, int live) {
    // Lazily: the broker does not wait until every processor knows.
    unfinished.lazySet(left);
    busy.lazySet(atTasks);
    if (teller != null) {
      teller.progress(done, failed, left, atTasks, live);
    }
  }

  /** How many tasks were taken on and have not ended. */
  long unfinished() {
    return unfinished.get();
  }

  /** How many workers are at a task. */
  int busy() {
    return busy.get();
  }
}

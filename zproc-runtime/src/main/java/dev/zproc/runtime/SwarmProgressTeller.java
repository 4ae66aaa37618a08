package dev.zproc.runtime;

import dev.zproc.runtime.internal.swarm.SwarmWatcher;
import dev.zproc.runtime.internal.wait.CallbackThreads;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener how a swarm gets on, neither more often than it can take nor than people can
 * read.
 *
 * <p>Threads: {@link #progress} is called by the swarm's thread, the listener by callback threads.
 */
final class SwarmProgressTeller implements SwarmWatcher {

  private static final long INTERVAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How much the newest interval counts for the rate. */
  private static final double WEIGHT = 0.3;

  private final Consumer<SwarmProgress> listener;
  private final long opened = System.nanoTime();

  /** What is being told or to be told next; null if nothing: so one thread tells at a time. */
  private final AtomicReference<@Nullable SwarmProgress> next = new AtomicReference<>();

  private long lastNanos = opened;
  private long lastEnded;
  private long lastUnfinished;
  private double perSecond;

  SwarmProgressTeller(Consumer<SwarmProgress> listener) {
    this.listener = listener;
  }

  @Override
  public void progress(long done, long failed, long unfinished, int busy, int live) {
    long now = System.nanoTime();
    long ended = done + failed;
    boolean over = unfinished == 0 && lastUnfinished > 0;
    long passed = now - lastNanos;
    if (!over && (passed < INTERVAL_NANOS || unfinished == 0)) {
      lastUnfinished = Math.max(lastUnfinished, unfinished);
      return;
    }
    double rate = (ended - lastEnded) * 1e9 / Math.max(passed, 1);
    perSecond = perSecond == 0 ? rate : perSecond + (rate - perSecond) * WEIGHT;
    lastNanos = now;
    lastEnded = ended;
    lastUnfinished = unfinished;
    SwarmProgress progress =
        new SwarmProgress(
            done, failed, unfinished, busy, live, Duration.ofNanos(now - opened), perSecond);
    if (next.getAndSet(progress) == null) {
      CallbackThreads.SHARED.execute(this::tell);
    }
  }

  private void tell() {
    SwarmProgress progress = next.get();
    while (progress != null) {
      try {
        listener.accept(progress);
      } catch (Throwable thrown) {
        CallbackThreads.tellUncaught(thrown);
      }
      if (next.compareAndSet(progress, null)) {
        return;
      }
      progress = next.get();
    }
  }
}

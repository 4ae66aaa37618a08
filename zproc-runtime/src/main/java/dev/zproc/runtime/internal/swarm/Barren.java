package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.swarm.Seat.Phase;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Counts workers that end in a row before they have done anything: since they do not get up, or not
 * through what they are set up with. Another is started after a pause, which grows as long as none
 * gets up; so what is short for a moment does not end a swarm.
 *
 * <p>Threads: owned by the scheduler's.
 */
final class Barren {

  /** How many times in a row; those that end within the pause after another count once. */
  private static final int MAX = 5;

  /** How long a worker has been at a task that is at it, and would have told of a set-up. */
  private static final long AT_WORK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
  private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Those that did not get up since the last that did. */
  private Row starts = new Row();

  /** Those that got up, and have ended of themselves since the last task that was done. */
  private Row setUps = new Row();

  private long pause;
  private long notBefore;

  private static final class Row {
    int workers;
    int times;
  }

  /** A worker is up. */
  void joined() {
    starts = new Row();
    pause = 0;
  }

  /** A task is done. */
  void done() {
    if (starts.workers + setUps.workers > 0) {
      starts = new Row();
      setUps = new Row();
    }
  }

  /** For how long no worker is to be started; 0 if one may be. */
  long pause(long now) {
    return pause == 0 ? 0 : Math.max(0, notBefore - now);
  }

  /**
   * A worker has ended.
   *
   * @param settingUp whether it made what is made once a worker
   * @param others the other workers
   * @return why the swarm cannot go on; null if it can
   */
  @Nullable String ended(
      Seat seat, boolean settingUp, WorkerDeath death, Iterable<Seat> others, long now) {
    if (seat.blameless || seat.stopping || seat.done > 0 && !settingUp) {
      return null;
    }
    boolean again = pauseFrom(now);
    boolean up = seat.joined != 0;
    if (up && !settingUp && death.end() instanceof ChildEnd.Disconnected) {
      return null; // it is the network's fault, or that of the other host
    }
    Row row = up ? setUps : starts;
    row.times += again ? 1 : 0;
    int count = ++row.workers;
    if ((row.times < MAX || hasHope(seat, others, now))
        && !(death.end() instanceof ChildEnd.ServerGone)) {
      return null;
    }
    return (count == 1 ? "a worker" : "each of the last " + count + " workers")
        + " ended before it "
        + (settingUp ? "was set up" : "was given anything to do")
        + ". The last "
        + death.text();
  }

  /**
   * Whether another worker shows that it is worthwhile to go on: one that serves or that was
   * started before this one; or if this one did get up, one that is at work.
   */
  private static boolean hasHope(Seat seat, Iterable<Seat> others, long now) {
    for (Seat other : others) {
      boolean hope =
          seat.joined != 0
              ? isAtWork(other, now)
              : isServing(other) || other.phase == Phase.STARTING && other.number < seat.number;
      if (hope) {
        return true;
      }
    }
    return false;
  }

  private static boolean isServing(Seat seat) {
    return seat.phase == Phase.READY || seat.phase == Phase.LEAVING && !seat.isIdle();
  }

  private static boolean isAtWork(Seat seat, long now) {
    Task first = seat.held.peekFirst();
    return first != null
        && seat.phase != Phase.GIVEN_UP
        && !seat.isSettingUp(first)
        && now - seat.since >= AT_WORK_NANOS;
  }

  /** Returns whether this begins a pause; it does not go on with one. */
  private boolean pauseFrom(long now) {
    if (pause(now) > 0) {
      return false;
    }
    pause = pause == 0 ? FIRST_PAUSE_NANOS : Math.min(2 * pause, LONGEST_PAUSE_NANOS);
    notBefore = now + pause;
    return true;
  }
}

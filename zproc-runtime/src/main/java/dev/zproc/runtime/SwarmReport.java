package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.engine.Durations;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a swarm has done so far.
 *
 * @param workers in the order of their start, those that have ended too, of these the last 1,000
 * @param done how many tasks have returned
 * @param failed how many have ended otherwise, but for those that were cancelled
 * @param deaths how many workers have ended that nobody wanted to
 * @param restarts how many were started in place of these
 * @param slowest the five calls that took longest, the longest first: whether they returned, threw
 *     or have cost their worker, by a time-out, a crash or an exit. One that several workers were
 *     at counts once for each. What {@code setup} makes is not of a call's time
 */
public record SwarmReport(
    List<WorkerReport> workers,
    long done,
    long failed,
    long deaths,
    long restarts,
    List<SlowTask> slowest) {

  /** In a line each: the tasks, each worker, and the slowest tasks. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(counted(done, "task")).append(done == 1 ? " has" : " have").append(" returned, ");
    text.append(failed).append(failed == 1 ? " has not; " : " have not; ");
    text.append(counted(deaths, "worker")).append(deaths == 1 ? " has died, " : " have died, ");
    text.append(restarts).append(restarts == 1 ? " was" : " were").append(" started in place of ");
    text.append(deaths == 1 ? "it" : "these");
    workers.forEach(worker -> text.append('\n').append(worker));
    slowest.forEach(task -> text.append("\nslow: ").append(task));
    return text.toString();
  }

  private static String counted(long count, String what) {
    return count + " " + what + (count == 1 ? "" : "s");
  }

  private static String shown(Duration time) {
    return Durations.textOfMillis(time.toMillis());
  }

  /**
   * One worker.
   *
   * @param number of the worker, from 1
   * @param pid the id of its process; -1 if it has none yet
   * @param alive whether it takes tasks
   * @param tasks how many it has ended, and the one that it was at when it ended itself
   * @param starting how long it took until it took tasks
   * @param busy how long it was at these
   * @param waiting how long it had no task, or has been at the present one
   * @param end how it ended; null if it has not
   * @param debugAddress where a debugger can attach ({@link SwarmOptions#debug}); null if it cannot
   */
  public record WorkerReport(
      int number,
      long pid,
      boolean alive,
      long tasks,
      Duration starting,
      Duration busy,
      Duration waiting,
      @Nullable ChildEnd end,
      @Nullable InetSocketAddress debugAddress) {

    /** In a line. */
    @Override
    public String toString() {
      String which = "worker " + number + (pid < 0 ? "" : ", pid " + pid);
      String state = end != null ? end.toString() : alive ? "takes tasks" : "is starting";
      String debug = debugAddress == null ? "" : "; a debugger can attach at " + debugAddress;
      return which
          + ", "
          + state
          + ": "
          + counted(tasks, "task")
          + " in "
          + shown(busy)
          + ", "
          + shown(waiting)
          + " without one, "
          + shown(starting)
          + " to start"
          + debug;
    }
  }

  /**
   * A task that took long.
   *
   * @param index which item it was
   * @param worker the number of the worker that had it
   */
  public record SlowTask(String call, long index, int worker, Duration took) {

    /** In a line. */
    @Override
    public String toString() {
      return "item " + index + ", " + call + ", " + shown(took) + " by worker " + worker;
    }
  }
}

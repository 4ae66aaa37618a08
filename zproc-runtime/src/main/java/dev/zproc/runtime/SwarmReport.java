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
 * @param slowest the five tasks that took longest, the longest first
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
    text.append(done).append(" tasks have returned, ").append(failed).append(" have not; ");
    text.append(deaths).append(" workers have died, ").append(restarts);
    text.append(" were started in place of these");
    workers.forEach(worker -> text.append('\n').append(worker));
    slowest.forEach(task -> text.append("\nslow: ").append(task));
    return text.toString();
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
   * @param tasks how many it has ended
   * @param starting how long it took until it took tasks
   * @param busy how long it was at tasks that have ended
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
          + tasks
          + " tasks in "
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

package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;
import java.time.Duration;

/**
 * What the death of a worker means for the task that it was at.
 *
 * @param end how the worker ended, seen from the task
 * @param last whether trying it again is of no use, whatever attempts it has left
 */
record Verdict(ChildEnd end, boolean last) {

  /**
   * Judges.
   *
   * @param byItself whether the thread of the task itself has ended the JVM if something called
   *     {@link System#exit}; else that may be what an earlier task has left behind
   */
  static Verdict of(
      Seat seat, Task task, WorkerDeath death, boolean byItself, SchedulerOptions options) {
    boolean overdue = task == seat.overdue;
    if (overdue && seat.isSettingUp(task)) {
      return new Verdict(new ChildEnd.SetUpTimedOut(Duration.ofNanos(options.setupNanos())), false);
    }
    if (overdue) {
      // It would only take as long again.
      return new Verdict(new ChildEnd.TimedOut(Duration.ofNanos(options.taskNanos())), true);
    }
    return new Verdict(death.end(), byItself && death.end() instanceof ChildEnd.Exited);
  }
}

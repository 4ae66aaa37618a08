package dev.zproc.runtime.internal.swarm;

import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A worker as the scheduler sees it.
 *
 * <p>Threads: owned by the scheduler's.
 */
final class Seat {

  /** How far it has come. */
  enum Phase {
    /** Its process is on its way. */
    STARTING,
    /** It takes tasks. */
    READY,
    /** It gets no more, and ends when it has none. */
    LEAVING,
    /** It is being killed; what it says does not count. */
    GIVEN_UP
  }

  final int number;
  final ArrayDeque<Task> held = new ArrayDeque<>();
  Phase phase = Phase.STARTING;

  /** Whether it has a group of suspects, and so nothing else. */
  boolean exclusive;

  boolean takingBack;
  boolean stopping;

  /** Whether its connection or its process has ended: nothing that it is given gets there. */
  boolean lost;

  long weight;

  /** Since when it has had the same task in front, or none. */
  long since;

  long joined;
  long done;

  /** When the task in front must be over that was cancelled; counts if {@link #cancelled} is it. */
  long deadline;

  @Nullable Task cancelled;

  /** The task that has taken too long, for which it is killed. */
  @Nullable Task overdue;

  /**
   * The number of the task for which it makes what is made once a worker; 0 if for none, {@link
   * SwarmProtocol#ANY_TASK} while none goes on.
   */
  long settingUp;

  /** The number of the last task of which it has said that it has begun; 0 if of none. */
  long begun;

  /** Whether a part of what it says has come, which is the result of its task most likely. */
  boolean telling;

  /** Whether it is killed for no fault of the tasks that it holds. */
  boolean blameless;

  Seat(int number, long now) {
    this.number = number;
    this.since = now;
  }

  /** Leaves {@code gap} out of what counts, but for what began meanwhile. */
  void excuse(long gap, long now, long graceNanos) {
    since = earlier(since + gap, now);
    deadline = earlier(deadline + gap, now + graceNanos);
  }

  private static long earlier(long one, long other) {
    return one - other < 0 ? one : other;
  }

  boolean isIdle() {
    return held.isEmpty();
  }

  boolean isSettingUp(Task task) {
    return task.id == settingUp || settingUp == SwarmProtocol.ANY_TASK;
  }

  /**
   * Whether what it is given, or what becomes of that, is on the way, so that nobody knows whether
   * it is at the task.
   */
  boolean isOnTheWay(Task task) {
    return telling
        || task.weight() >= SwarmProtocol.LONG_WEIGHT && begun != task.id && !isSettingUp(task);
  }

  /** It has begun with a task; its time counts from here on. */
  void begins(long task, long now, long graceNanos) {
    Task first = held.peekFirst();
    if (first != null && first == cancelled && isOnTheWay(first)) {
      deadline = now + graceNanos;
    }
    settingUp = 0;
    begun = task;
    since = now;
  }

  /** Whether it is up, and stays. */
  boolean isReady() {
    return phase == Phase.READY && !lost;
  }

  boolean takes() {
    return isReady() && !exclusive && !takingBack;
  }

  void add(Task task, long now) {
    if (held.isEmpty()) {
      since = now;
    }
    held.add(task);
    weight += task.weight();
  }

  /** Takes a task away that it has done, the first most likely; null if it is not here. */
  @Nullable Task take(long id, long now) {
    Task first = held.peekFirst();
    if (first == null) {
      return null;
    }
    if (first.id == id) {
      held.removeFirst();
      taken(first);
      since = now;
      return first;
    }
    for (Iterator<Task> all = held.iterator(); all.hasNext(); ) {
      Task task = all.next();
      if (task.id == id) {
        all.remove();
        taken(task);
        return task;
      }
    }
    return null;
  }

  /** Takes a task away that it has given back, the last most likely; null if it is not here. */
  @Nullable Task takeBack(long id, long now) {
    Task last = held.peekLast();
    if (last == null || last.id != id) {
      return take(id, now);
    }
    held.removeLast();
    taken(last);
    return last;
  }

  /** The task, the first most likely; null if it is not here. */
  @Nullable Task find(long id) {
    Task first = held.peekFirst();
    if (first == null || first.id == id) {
      return first;
    }
    for (Task task : held) {
      if (task.id == id) {
        return task;
      }
    }
    return null;
  }

  /**
   * The task that it was at when its process ended; null if at none, if that is not known, or if it
   * was still making what the task needs.
   *
   * @param mark as of {@link Mark#get}
   */
  @Nullable Task at(long mark) {
    Task at = overdue;
    if (at == null) {
      at = mark == 0 ? held.peekFirst() : find(Math.abs(mark));
    }
    return at == null || isSettingUp(at) ? null : at;
  }

  private void taken(Task task) {
    weight -= task.weight();
    if (held.isEmpty()) {
      exclusive = false;
    }
  }
}

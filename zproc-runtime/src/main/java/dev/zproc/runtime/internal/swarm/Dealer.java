package dev.zproc.runtime.internal.swarm;

import java.util.List;

/**
 * Gives tasks to the workers that there are: to those that have none first, and to others as many
 * as keep them busy until the next results are here.
 *
 * <p>Threads: owned by the scheduler's.
 */
final class Dealer {

  /** How many chunks a worker has at a time: one that it does, and others on their way. */
  private static final int CREDIT = 3;

  /** How much work a worker has at a time, at least, as far as its chunks are small. */
  private static final long CREDIT_NANOS = 2_000_000;

  private static final int MAX_SMALL_CREDIT = 64;

  /** How much of arguments may be on the way to one worker; one task may always. */
  private static final long MAX_WEIGHT = 4 << 20;

  private final Queues queues;
  private final Staff staff;
  private final Actions actions;

  Dealer(Queues queues, Staff staff, Actions actions) {
    this.queues = queues;
    this.staff = staff;
    this.actions = actions;
  }

  /** Gives as many tasks as there are and as the workers take. */
  void deal(long now) {
    boolean more = true;
    while (more && !queues.isEmpty()) {
      more = false;
      for (Seat seat : staff.seats()) {
        if (staff.takes(seat) && seat.isIdle()) {
          more |= give(seat, now);
        }
      }
      for (Seat seat : staff.seats()) {
        if (staff.takes(seat) && !seat.isIdle() && now - seat.since < Scheduler.STUCK_NANOS) {
          more |= give(seat, now);
        }
      }
    }
  }

  private boolean give(Seat seat, long now) {
    if (queues.hasSuspects()) {
      if (seat.isIdle()) {
        seat.exclusive = true;
        send(seat, suspects(staff.room(seat)), now);
        return true;
      }
      if (seat == staff.first()) {
        return false; // it is to be free for them
      }
    }
    Batch batch = queues.peek();
    if (batch == null) {
      return false;
    }
    int chunk = Math.min(batch.chunk(Math.max(1, staff.live())), staff.room(seat));
    if (!hasRoom(seat, batch, chunk)) {
      return false;
    }
    send(seat, queues.chunk(chunk), now);
    return true;
  }

  /** The next group, or as much of it as one worker may do; the rest is a group of its own. */
  private List<Task> suspects(int most) {
    List<Task> group = queues.nextSuspects();
    if (group.size() <= most) {
      return group;
    }
    queues.suspect(group.subList(most, group.size()));
    return group.subList(0, most);
  }

  private static boolean hasRoom(Seat seat, Batch batch, int chunk) {
    if (seat.isIdle()) {
      return true;
    }
    double small = Math.min(MAX_SMALL_CREDIT, batch.tasksIn(CREDIT_NANOS));
    double credit = Math.max((double) CREDIT * chunk, small);
    return seat.weight < MAX_WEIGHT && seat.held.size() + chunk <= credit;
  }

  private void send(Seat seat, List<Task> tasks, long now) {
    for (Task task : tasks) {
      seat.add(task, now);
    }
    actions.send(seat.number, tasks);
  }
}

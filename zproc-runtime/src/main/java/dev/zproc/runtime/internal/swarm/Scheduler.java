package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.swarm.Seat.Phase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which worker does what, and what becomes of tasks whose worker has died. It knows neither
 * clock nor process nor socket: time is what it is told, and what it wants done it asks of its
 * {@link Actions}.
 *
 * <p><b>Who does what.</b> Workers get chunks, as many as keep them busy until the next results are
 * here, and do their tasks in order. A worker that has nothing to do while another holds what it
 * has not begun lets that be taken back.
 *
 * <p><b>What always holds.</b> A task is in one place: queued, suspected, held by one worker, or
 * done, which it is once. What a worker says of a task that it does not hold any more changes
 * nothing; so no result counts twice, however late it comes.
 *
 * <p><b>Deaths.</b> The task that a worker was at when it died costs one of its attempts, and is
 * tried again alone. Where that task is not known, all that the worker held are suspects: they are
 * tried in halves, each by a worker that has nothing else, until one is left or all are done. So
 * they are where it was at none, but each only the second time: the first costs nothing.
 *
 * <p>Threads: not safe; owned by whoever takes the turn of its {@link Broker}.
 */
final class Scheduler {

  /** How long a worker has been at one task before what it holds behind that is taken back. */
  static final long STUCK_NANOS = 1_000_000;

  private final SchedulerOptions options;
  private final Actions actions;
  private final Queues queues = new Queues();
  final Staff staff;
  private final Dealer dealer;
  private long lastTask;
  private long unfinished;
  private long succeeded;
  private long failed;
  private @Nullable String broken;

  /** The task that is being told of its end; still there if that has thrown. */
  private @Nullable Task telling;

  /** Why a task could not be told that all is broken; null if each was. */
  private @Nullable Throwable untold;

  /**
   * Makes a scheduler, which does nothing before {@link #advance}.
   *
   * @param size how many workers there are to be
   */
  Scheduler(int size, SchedulerOptions options, Actions actions) {
    this.options = options;
    this.actions = actions;
    this.staff = new Staff(size, options, actions);
    this.dealer = new Dealer(queues, staff, actions);
  }

  /** How many tasks are not done. */
  long unfinished() {
    return unfinished;
  }

  /** How many tasks have returned. */
  long succeeded() {
    return succeeded;
  }

  /** How many tasks have ended otherwise, but for those that were cancelled. */
  long failed() {
    return failed;
  }

  /** How many workers are at a task. */
  int busy() {
    return staff.busy();
  }

  /** How many workers take tasks. */
  int live() {
    return staff.live();
  }

  /** Why it cannot go on; null as long as it can. */
  @Nullable String broken() {
    return broken;
  }

  /** Sets how many workers there are to be. */
  void resize(int workers, long now) {
    staff.resize(workers);
    advance(now);
  }

  /** Takes a task, and does nothing about it before {@link #advance}. */
  void submit(Task task) {
    unfinished++;
    task.id = ++lastTask;
    if (broken == null) {
      queues.add(task);
    } else {
      finish(task, new TaskEnd.Broken(broken));
    }
  }

  /** A worker is up. */
  void joined(int worker, long now) {
    Seat seat = staff.heard(worker);
    if (seat != null && seat.joined == 0) {
      seat.joined = now;
      seat.since = now;
      staff.barren.joined();
      if (seat.phase == Phase.STARTING) {
        seat.phase = Phase.READY;
      }
    }
  }

  /** A worker has done a task; what it says of one that it does not hold changes nothing. */
  void done(int worker, long id, TaskEnd end, long now) {
    Seat seat = staff.heard(worker);
    if (seat != null) {
      done(seat, id, end, now);
    }
  }

  /** The same, of a worker that {@code staff} has heard. */
  void done(Seat seat, long id, TaskEnd end, long now) {
    Task task = seat.take(id, now);
    if (task != null) {
      seat.done++;
      if (!task.isDone()) {
        finish(task, end);
      }
      staff.barren.done();
    }
  }

  /** A worker has given these back, and will not do them. */
  void gave(int worker, long[] ids, long now) {
    Seat seat = staff.heard(worker);
    if (seat == null) {
      return;
    }
    seat.takingBack = false;
    Deque<Task> back = new ArrayDeque<>();
    for (int i = ids.length - 1; i >= 0; i--) {
      Task task = seat.takeBack(ids[i], now);
      if (task != null && !task.isDone()) {
        back.addFirst(task);
      }
    }
    queues.addFirst(back);
  }

  /**
   * A worker's process has ended.
   *
   * @param at as of {@link Mark#get}
   */
  void died(int worker, WorkerDeath death, long at, long now) {
    Seat seat = staff.remove(worker);
    if (seat == null) {
      return;
    }
    boolean hadNone = seat.isIdle();
    seat.held.removeIf(Task::isDone);
    Task guilty =
        seat.overdue != null && !seat.overdue.isDone() ? seat.overdue : seat.find(Math.abs(at));
    if (death.end() instanceof ChildEnd.Disconnected && seat.overdue == null && !seat.isIdle()) {
      seat.blameless = true; // it is the network's fault, or that of the other host
    }
    if (seat.blameless || seat.isIdle()) {
      queues.addFirst(seat.held);
      if (hadNone) { // a task that was cancelled may have ended it otherwise
        countBarren(seat, false, death, now);
      }
    } else if (guilty != null) {
      seat.held.remove(guilty);
      queues.addFirst(seat.held);
      blame(seat, guilty, death, at > 0, now);
    } else if (at != 0 && at != Mark.NONE || seat.overdue != null) {
      // It was at one that counts no more, cancelled say; none of the others has begun.
      queues.addFirst(seat.held);
    } else if (at == Mark.NONE && spare(seat)) {
      // Whatever ended it has done so between two tasks, most likely.
    } else if (seat.held.size() == 1) {
      blame(seat, seat.held.remove(), death, false, now);
    } else {
      queues.suspectHalves(List.copyOf(seat.held));
    }
    advance(now);
  }

  /**
   * Gives back what a worker held that was at none of it when it died, at no cost, but to none
   * twice: a task may kill before it begins, as by arguments that its worker has no room for.
   * Returns whether there was one for the first time; else nothing has changed.
   */
  private boolean spare(Seat seat) {
    List<Task> fresh = new ArrayList<>(seat.held);
    fresh.removeIf(task -> task.spared);
    if (fresh.isEmpty()) {
      return false;
    }
    List<Task> again = new ArrayList<>(seat.held);
    if (!seat.exclusive) {
      again.removeIf(task -> !task.spared);
      queues.addFirst(fresh);
    }
    if (!again.isEmpty()) {
      queues.suspect(again);
    }
    fresh.forEach(task -> task.spared = true);
    return true;
  }

  /** How a worker ended whose process ended so: of one that was killed for a task, why. */
  WorkerDeath told(int worker, WorkerDeath death) {
    Seat seat = staff.find(worker);
    if (seat == null || seat.overdue == null) {
      return death;
    }
    Verdict verdict = Verdict.of(seat, seat.overdue, death, false, options);
    return new WorkerDeath(verdict.end(), death.pid(), death.stderr());
  }

  private void countBarren(Seat seat, boolean settingUp, WorkerDeath death, long now) {
    String why = staff.barren.ended(seat, settingUp, death, staff.seats(), now);
    if (why != null) {
      fail(why);
    }
  }

  private void blame(Seat seat, Task task, WorkerDeath death, boolean byItself, long now) {
    Verdict verdict = Verdict.of(seat, task, death, byItself, options);
    task.attempts++;
    if (verdict.last() || task.attempts >= options.attempts()) {
      TaskEnd.Failed end =
          new TaskEnd.Failed(verdict.end(), task.attempts, death.pid(), death.stderr());
      actions.failed(seat.number, task, end, now - seat.since);
      finish(task, end);
    } else {
      queues.suspect(List.of(task));
    }
    if (seat.isSettingUp(task)) {
      countBarren(seat, true, new WorkerDeath(verdict.end(), death.pid(), death.stderr()), now);
    }
  }

  /** The tasks of {@code batch} that are not done. */
  List<Task> unfinished(Batch batch) {
    List<Task> all = queues.of(batch);
    all.removeIf(Task::isDone);
    for (Seat seat : staff.seats()) {
      for (Task task : seat.held) {
        if (task.batch == batch && !task.isDone()) {
          all.add(task);
        }
      }
    }
    return all;
  }

  /** Ends tasks, wherever they are; those that have begun are interrupted, then killed. */
  void cancel(Iterable<Task> tasks, long now) {
    Set<Task> cancelled = new LinkedHashSet<>();
    for (Task task : tasks) {
      if (!task.isDone()) {
        cancelled.add(task);
        finish(task, new TaskEnd.Cancelled());
      }
    }
    queues.sweep(cancelled);
    for (Seat seat : staff.seats()) {
      // Not those of an earlier call: who heeds an interrupt is not to be interrupted again.
      List<Task> over = seat.held.stream().filter(cancelled::contains).toList();
      Task first = seat.held.peekFirst();
      if (over.isEmpty() || first == null || seat.phase == Phase.GIVEN_UP) {
        continue;
      }
      staff.beginGrace(seat, first, now);
      actions.cancel(seat.number, over);
    }
  }

  /** A worker has not answered for too long. */
  void silent(int worker) {
    Seat seat = staff.heard(worker);
    if (seat != null) {
      staff.giveUp(seat);
    }
  }

  /** A worker has told how much of its heap is in use. */
  void heap(int worker, long bytes) {
    Seat seat = staff.heard(worker);
    if (seat != null && options.recycleHeapBytes() > 0 && bytes > options.recycleHeapBytes()) {
      staff.recycle(seat);
    }
  }

  /** Does what there is to do: starts, stops and replaces workers, and gives them tasks. */
  void advance(long now) {
    staff.tell(now);
    if (broken == null) {
      staff.look(unfinished, now);
      distribute(now);
    }
  }

  /**
   * Gives tasks to the workers that there are, which is all that {@link #advance} does most of the
   * time; returns whether there is more for that to do.
   */
  boolean deal(long now) {
    staff.tell(now);
    if (broken == null) {
      distribute(now);
    }
    return broken != null || staff.isLookDue(now);
  }

  private void distribute(long now) {
    dealer.deal(now);
    if (queues.isEmpty() && unfinished > 0) {
      staff.balance(now);
    }
  }

  /** How soon {@link #advance} is worth calling again if nothing else happens; in nanoseconds. */
  long due(long now, long longest) {
    return staff.due(now, longest);
  }

  /**
   * Ends all that is not done, because of {@code why}; from here on nothing is done. Who cannot be
   * told, for want of memory say, keeps none of the others from that, and is told once more.
   */
  void fail(String why) {
    if (broken != null) {
      return;
    }
    broken = why;
    Task cutShort = telling;
    if (cutShort != null) {
      end(cutShort, why);
    }
    endAll(why);
    if (untold != null) {
      untold = null;
      endAll(why);
    }
    queues.clear();
    actions.broken(why);
    if (untold instanceof Error error) {
      throw error;
    } else if (untold instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private void endAll(String why) {
    queues.forEach(task -> end(task, why));
    staff.seats().forEach(seat -> seat.held.forEach(task -> end(task, why)));
  }

  private void end(Task task, String why) {
    try {
      if (!task.isDone()) {
        finish(task, new TaskEnd.Broken(why));
      } else if (!task.isTold()) {
        task.tell();
      }
    } catch (RuntimeException | Error e) {
      untold = e;
    }
  }

  private void finish(Task task, TaskEnd end) {
    unfinished--;
    if (end instanceof TaskEnd.Returned) {
      succeeded++;
    } else if (!(end instanceof TaskEnd.Cancelled)) {
      failed++;
    }
    telling = task;
    task.done(end);
    telling = null;
  }
}

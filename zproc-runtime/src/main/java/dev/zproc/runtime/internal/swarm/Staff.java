package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.swarm.Seat.Phase;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Which workers there are: how many are started, which are replaced, let go or given up.
 *
 * <p>Threads: owned by the scheduler's.
 */
final class Staff {

  /** How long a worker whose JVM is up may take to be known, twice what it gives itself. */
  private static final long GREETING_NANOS = TimeUnit.MINUTES.toNanos(1);

  /** It is told of the time more often than that, unless this whole process stands still. */
  private static final long STANDSTILL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /**
   * Who is let go first: those that are on their way, which have not made anything yet, then those
   * that have least to do, and have had nothing for longest.
   */
  private static final Comparator<Seat> LEAST_USE =
      Comparator.comparing((Seat seat) -> seat.phase != Phase.STARTING)
          .thenComparingInt(seat -> seat.held.size())
          .thenComparing((one, other) -> Long.signum(one.since - other.since));

  private final Map<Integer, Seat> seats = new LinkedHashMap<>();
  private final SchedulerOptions options;
  private final Actions actions;
  final Barren barren = new Barren();
  private int size;
  private int last;
  private long toldTime;

  Staff(int size, SchedulerOptions options, Actions actions) {
    this.size = size;
    this.options = options;
    this.actions = actions;
  }

  Collection<Seat> seats() {
    return seats.values();
  }

  /** The seat of a worker, whatever it is at; null if it has none. */
  @Nullable Seat find(int worker) {
    return seats.get(worker);
  }

  /** The worker, if what it says counts. */
  @Nullable Seat heard(int worker) {
    Seat seat = seats.get(worker);
    return seat == null || seat.phase == Phase.GIVEN_UP ? null : seat;
  }

  @Nullable Seat remove(int worker) {
    return seats.remove(worker);
  }

  /**
   * It is {@code now}. Time in which this process stood still, with its machine or its workers
   * perhaps, and has not heard of what they have done, is of no task's time.
   */
  void tell(long now) {
    long gap = now - toldTime;
    toldTime = now;
    if (gap > STANDSTILL_NANOS) {
      for (Seat seat : seats.values()) {
        seat.excuse(gap, now, options.graceNanos());
      }
    }
  }

  void resize(int workers) {
    size = workers;
  }

  /** How many workers take tasks. */
  int live() {
    int live = 0;
    for (Seat seat : seats.values()) {
      if (seat.isReady()) {
        live++;
      }
    }
    return live;
  }

  /** How many workers are at a task. */
  int busy() {
    int busy = 0;
    for (Seat seat : seats.values()) {
      if (!seat.isIdle()) {
        busy++;
      }
    }
    return busy;
  }

  /** How many tasks it may be given, at most, before it is replaced. */
  int room(Seat seat) {
    long most = options.recycleTasks();
    long left = most == 0 ? Batch.MAX_CHUNK : most - seat.done - seat.held.size();
    return (int) Math.max(0, Math.min(left, Batch.MAX_CHUNK));
  }

  /** Whether it takes more. */
  boolean takes(Seat seat) {
    return seat.takes() && room(seat) > 0;
  }

  private boolean hasIdle() {
    for (Seat seat : seats.values()) {
      if (seat.isIdle() && takes(seat)) {
        return true;
      }
    }
    return false;
  }

  /** The first that may be given tasks, once it has none; null if there is none. */
  @Nullable Seat first() {
    for (Seat seat : seats.values()) {
      if (seat.isReady() && room(seat) > 0) {
        return seat;
      }
    }
    return null;
  }

  void giveUp(Seat seat) {
    if (seat.phase != Phase.GIVEN_UP) {
      seat.phase = Phase.GIVEN_UP;
      actions.kill(seat.number);
    }
  }

  /** Gives up who takes too long, replaces who has served, and lets go who is not needed. */
  void look(long unfinished, long now) {
    for (Seat seat : seats.values()) {
      lookAt(seat, now);
    }
    fit(unfinished, now);
  }

  private void lookAt(Seat seat, long now) {
    if (isStuck(seat, now)) {
      giveUp(seat);
    }
    Task first = seat.held.peekFirst();
    if (first != null && seat.phase != Phase.GIVEN_UP) {
      beginGrace(seat, first, now);
      if (first.isDone() && now - seat.deadline >= 0 && !seat.isOnTheWay(first)) {
        seat.blameless = true;
        giveUp(seat);
      } else if (isOverdue(seat, first, now)) {
        seat.overdue = first;
        giveUp(seat);
      }
    }
    if (seat.phase == Phase.READY && hasDoneAll(seat)) {
      seat.phase = Phase.LEAVING; // it would only wait, so not one at a time
    } else if (isOld(seat, now)) {
      recycle(seat);
    }
    if (seat.phase == Phase.LEAVING && seat.isIdle()) {
      stop(seat);
    }
  }

  /**
   * Counts the time from here on that the task in front has to end, if it was cancelled and its
   * time does not count yet. Such a task may get in front long after it was cancelled: the worker
   * was at it by then, but had not told the result of the one before it.
   */
  void beginGrace(Seat seat, Task first, long now) {
    if (first.isDone() && seat.cancelled != first) {
      seat.cancelled = first;
      seat.deadline = now + options.graceNanos();
    }
  }

  /**
   * Whether it does not get up. That its JVM does is seen to by whoever has started it; but what
   * comes between that and its first word is seen by nobody else.
   */
  private boolean isStuck(Seat seat, long now) {
    return seat.phase == Phase.STARTING
        && options.setupNanos() > 0
        && now - seat.since - GREETING_NANOS >= options.setupNanos();
  }

  private boolean hasDoneAll(Seat seat) {
    return options.recycleTasks() > 0 && seat.done >= options.recycleTasks();
  }

  private boolean isOld(Seat seat, long now) {
    return options.recycleNanos() > 0 && now - seat.joined >= options.recycleNanos();
  }

  /** Whether {@link #look} may have something to do. */
  boolean isLookDue(long now) {
    int there = 0;
    for (Seat seat : seats.values()) {
      there += counts(seat) ? 1 : 0;
      Task first = seat.held.peekFirst();
      boolean late = first != null && (first.isDone() || isOverdue(seat, first, now));
      if (late && seat.phase != Phase.GIVEN_UP
          || seat.phase == Phase.LEAVING
          || isStuck(seat, now)
          || hasDoneAll(seat)
          || isOld(seat, now)) {
        return true;
      }
    }
    return options.idleNanos() > 0
        || there > size
        || there < size && barren.pause(now) == 0; // else it is due
  }

  /** Takes back, for those who have nothing to do, what another holds behind a slow task. */
  void balance(long now) {
    if (!hasIdle()) {
      return;
    }
    Seat most = null;
    for (Seat seat : seats.values()) {
      boolean gives = seat.phase == Phase.READY || seat.phase == Phase.LEAVING;
      if (gives
          && !seat.lost
          && !seat.exclusive
          && !seat.takingBack
          && seat.held.size() > 1
          && now - seat.since >= Scheduler.STUCK_NANOS
          && (most == null || seat.held.size() > most.held.size())) {
        most = seat;
      }
    }
    if (most != null) {
      most.takingBack = true;
      actions.takeBack(most.number);
    }
  }

  /**
   * How long it may be at the task, or at what it makes for it first; 0 for ever, as while one of
   * the two is on the way, which the line takes as long for as it takes, and where it is at nothing
   * any more.
   */
  private long limit(Seat seat, Task task) {
    if (seat.lost || seat.isOnTheWay(task)) {
      return 0;
    }
    return seat.isSettingUp(task) ? options.setupNanos() : options.taskNanos();
  }

  private boolean isOverdue(Seat seat, Task task, long now) {
    long limit = limit(seat, task);
    return limit > 0 && now - seat.since >= limit;
  }

  /** A worker sets up what a task needs: its time counts anew. */
  void settingUp(int worker, long task, long now) {
    Seat seat = heard(worker);
    if (seat != null) {
      seat.settingUp = task;
      seat.since = now;
    }
  }

  /** A worker has begun with a task that had to wait for something: its time counts anew. */
  void begun(int worker, long task, long now) {
    Seat seat = heard(worker);
    if (seat != null) {
      seat.begins(task, now, options.graceNanos());
    }
  }

  /** A worker's connection or its process has ended; how, or that it has, is told later. */
  void lost(int worker) {
    Seat seat = find(worker);
    if (seat != null) {
      seat.lost = true;
    }
  }

  /** A part of what a worker says has come, or the rest of it. */
  void telling(int worker, boolean part) {
    Seat seat = heard(worker);
    if (seat != null) {
      seat.telling = part;
    }
  }

  /** Replaces a worker that has served, while the others go on; one at a time. */
  void recycle(Seat seat) {
    if (seat.phase == Phase.READY
        && seats.values().stream()
            .noneMatch(each -> each.phase == Phase.LEAVING || each.phase == Phase.STARTING)) {
      seat.phase = Phase.LEAVING;
    }
  }

  private void stop(Seat seat) {
    if (!seat.stopping) {
      seat.stopping = true;
      actions.stop(seat.number);
    }
  }

  private void fit(long unfinished, long now) {
    long there = seats.values().stream().filter(Staff::counts).count();
    long wanted = size;
    if (options.idleNanos() > 0 && last > 0) {
      wanted = Math.min(size, Math.max(unfinished, there - longIdle(now)));
    }
    boolean may = there < wanted && barren.pause(now) == 0;
    for (; may && there < wanted; there++) {
      Seat seat = new Seat(++last, now);
      seats.put(seat.number, seat);
      actions.start(seat.number);
    }
    if (there > wanted) {
      List<Seat> least = new ArrayList<>(seats.values());
      least.removeIf(seat -> !counts(seat));
      // Those that are idle for long are why there are too many then, and what starts is awaited.
      least.sort(
          wanted == size
              ? LEAST_USE
              : Comparator.comparing((Seat seat) -> !isLongIdle(seat, now))
                  .thenComparing(LEAST_USE));
      for (Seat seat : least.subList(0, (int) (there - wanted))) {
        seat.phase = Phase.LEAVING;
        if (seat.isIdle()) {
          stop(seat);
        }
      }
    }
  }

  private static boolean counts(Seat seat) {
    return seat.phase == Phase.STARTING || seat.phase == Phase.READY;
  }

  private long longIdle(long now) {
    return seats.values().stream().filter(seat -> isLongIdle(seat, now)).count();
  }

  private boolean isLongIdle(Seat seat, long now) {
    return seat.phase == Phase.READY && seat.isIdle() && now - seat.since >= options.idleNanos();
  }

  /** How soon something may be due, if nothing else happens before; in nanoseconds. */
  long due(long now, long longest) {
    long pause = barren.pause(now);
    long due = pause == 0 ? longest : Math.min(longest, pause);
    boolean idle = hasIdle();
    for (Seat seat : seats.values()) {
      if (seat.phase == Phase.GIVEN_UP) {
        continue;
      }
      if (seat.isIdle()) {
        if (options.idleNanos() > 0 && seat.phase == Phase.READY) {
          due = Math.min(due, seat.since + options.idleNanos() - now);
        }
        continue;
      }
      if (idle && seat.held.size() > 1 && !seat.lost && !seat.takingBack && !seat.exclusive) {
        due = Math.min(due, seat.since + Scheduler.STUCK_NANOS - now);
      }
      Task first = seat.held.peekFirst();
      long limit = first == null ? 0 : limit(seat, first);
      if (limit > 0) {
        due = Math.min(due, seat.since + limit - now);
      }
      if (first != null && first.isDone() && !seat.isOnTheWay(first)) {
        due = Math.min(due, seat.cancelled == first ? seat.deadline - now : 0);
      }
    }
    return Math.max(due, Scheduler.STUCK_NANOS / 2);
  }
}

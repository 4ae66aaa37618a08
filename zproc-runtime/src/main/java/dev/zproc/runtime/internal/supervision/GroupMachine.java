package dev.zproc.runtime.internal.supervision;

import dev.zproc.GiveUp;
import dev.zproc.runtime.child.GroupStatus;
import dev.zproc.runtime.child.GroupStrategy;
import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;

/**
 * Decides for a group of children who starts, ends and starts again in which order: Erlang/OTP's
 * supervisor strategies, with a start that waits until each child is ready.
 *
 * <p>It knows neither processes nor clocks: it is told what happens and gives orders. Children are
 * numbers, in the order of their start.
 *
 * <p>Threads: not safe; owned by the thread {@code zproc-supervisor}.
 */
final class GroupMachine {

  /** Carries out orders; none of them calls back before it returns. */
  interface Orders {

    /** Begins an attempt of a child. */
    void start(int child);

    /**
     * Ends its attempt in order, to begin another later; {@link GroupMachine#suspended} follows.
     */
    void suspend(int child);

    /** Ends it in order and for good; {@link GroupMachine#over} follows. */
    void stop(int child);

    /** Kills it, since it was not ready in time; {@link GroupMachine#over} follows. */
    void late(int child);

    /** Calls {@link GroupMachine#elapsed} after {@code delay}; instead of what it was to call. */
    void alarm(Duration delay);

    void noAlarm();

    /** All are ready, for the first time. */
    void started();

    /** All have ended. */
    void ended();
  }

  private enum Place {
    /** Not started yet. */
    NEW,
    /** Started; it may be between two attempts of its own. */
    LIVE,
    /** Its attempt has ended, and the next is up to the group. */
    HELD,
    OVER
  }

  private final GroupPlan plan;
  private final List<GroupPlan.Member> members;
  private final Orders orders;
  private final Intensity intensity;
  private final List<Place> places;
  private final TreeSet<Integer> ready = new TreeSet<>();
  private final TreeSet<Integer> toStart = new TreeSet<>();
  private final TreeSet<Integer> toSuspend = new TreeSet<>();

  private static final int NOBODY = -1;

  private GroupStatus status = GroupStatus.STARTING;

  /** Whose readiness is waited for. */
  private int starting = NOBODY;

  /** Whose end is waited for. */
  private int leaving = NOBODY;

  /** Whether children are being ended to be started again, once a delay is over. */
  private boolean suspending;

  private boolean delayed;
  private long dueNanos;

  /** Whether the next end is that of the group, since there were too many restarts. */
  private boolean exhausted;

  /** Who was not ready in time. */
  private int late = NOBODY;

  GroupMachine(GroupPlan plan, List<GroupPlan.Member> members, Orders orders) {
    this.plan = plan;
    this.members = List.copyOf(members);
    this.orders = orders;
    this.intensity = new Intensity(plan.max(), plan.within());
    this.places = new ArrayList<>(Collections.nCopies(members.size(), Place.NEW));
  }

  GroupStatus status() {
    return status;
  }

  /** Starts the children, one after the other. */
  void begin() {
    if (status != GroupStatus.STARTING) {
      return; // stopped before it began
    }
    for (int i = 0; i < members.size(); i++) {
      toStart.add(i);
    }
    startNext();
  }

  /** A child waits for its condition, or runs. */
  void up(int child) {
    if (members.get(child).readiness() == GroupPlan.Readiness.UP) {
      ready(child);
    }
  }

  /** What makes a child ready has come true. */
  void ready(int child) {
    if (places.get(child) == Place.LIVE) {
      ready.add(child);
      if (child == starting) {
        startNext();
      }
    }
  }

  /** An attempt has ended, and the child's own plan wants another after {@code delay}. */
  GroupLink.Verdict again(int child, Duration delay, long nowNanos) {
    if (status == GroupStatus.STOPPING || status == GroupStatus.ENDED) {
      return new GroupLink.Final(null);
    }
    if (!intensity.allows(nowNanos)) {
      exhausted = true; // the end of the child that follows is that of the group
      return new GroupLink.Final(new RestartLimit(plan.name(), intensity.count(), plan.within()));
    }
    ready.remove(child);
    if (plan.strategy() == GroupStrategy.ONE_FOR_ONE) {
      return new GroupLink.Alone();
    }
    places.set(child, Place.HELD);
    left(child); // it may have ended before the order to end it reached it, and will tell nothing
    suspendFrom(plan.strategy() == GroupStrategy.ONE_FOR_ALL ? 0 : child);
    long due = nowNanos + Durations.nanos(delay);
    if (!delayed || due - dueNanos > 0) {
      delayed = true;
      dueNanos = due;
      orders.alarm(delay);
    }
    suspendNext();
    return new GroupLink.Deferred();
  }

  private void suspendFrom(int first) {
    if (status == GroupStatus.RUNNING) {
      status = GroupStatus.RESTARTING;
    }
    starting = NOBODY;
    suspending = true;
    for (int i = first; i < members.size(); i++) {
      if (places.get(i) != Place.OVER) {
        toStart.add(i);
      }
      if (places.get(i) == Place.LIVE) {
        toSuspend.add(i);
      }
    }
  }

  /** The attempt of a child has ended, as it was ordered. */
  void suspended(int child) {
    places.set(child, Place.HELD);
    ready.remove(child);
    left(child);
    if (suspending) {
      suspendNext();
    }
  }

  /** A child has ended for good. */
  void over(int child, boolean failed, GiveUp onGiveUp) {
    boolean wasStarting = child == starting;
    places.set(child, Place.OVER);
    toStart.remove(child);
    left(child);
    if (status == GroupStatus.STOPPING) {
      stopNext();
    } else if (exhausted
        || failed && (wasStarting || child == late || onGiveUp == GiveUp.STOP_GROUP)
        || members.get(child).significant()) {
      stop();
    } else if (!places.contains(Place.NEW)
        && !places.contains(Place.LIVE)
        && !places.contains(Place.HELD)) {
      end();
    } else if (suspending) {
      suspendNext();
    } else if (wasStarting) {
      startNext(); // it has returned, and so done all that may be waited for
    }
  }

  /** The time of the alarm has come. */
  void elapsed() {
    if (delayed) {
      delayed = false;
      suspendNext();
    } else if (starting != NOBODY) {
      late = starting;
      orders.late(late);
    }
  }

  /** Ends all, the last started first, each when the one after it has ended. */
  void stop() {
    if (status == GroupStatus.STOPPING || status == GroupStatus.ENDED) {
      return;
    }
    status = GroupStatus.STOPPING;
    suspending = false;
    delayed = false;
    starting = NOBODY;
    leaving = NOBODY;
    toStart.clear();
    toSuspend.clear();
    orders.noAlarm();
    stopNext();
  }

  private void startNext() {
    starting = NOBODY;
    orders.noAlarm();
    for (Integer next = toStart.pollFirst(); next != null; next = toStart.pollFirst()) {
      if (places.get(next) == Place.NEW || places.get(next) == Place.HELD) {
        starting = next;
        places.set(next, Place.LIVE);
        orders.start(next);
        orders.alarm(plan.startTimeout());
        return;
      }
    }
    boolean first = status == GroupStatus.STARTING;
    status = GroupStatus.RUNNING;
    if (first) {
      orders.started();
    }
  }

  private void suspendNext() {
    while (leaving == NOBODY && !toSuspend.isEmpty()) {
      int last = toSuspend.pollLast();
      if (places.get(last) == Place.LIVE) {
        leaving = last;
        if (members.get(last).restartable()) {
          orders.suspend(last);
        } else {
          orders.stop(last);
        }
      }
    }
    if (leaving == NOBODY && !delayed) {
      suspending = false;
      startNext();
    }
  }

  private void stopNext() {
    for (int i = members.size() - 1; i >= 0; i--) {
      if (places.get(i) != Place.OVER) {
        if (leaving != i) {
          leaving = i;
          orders.stop(i);
        }
        return;
      }
    }
    end();
  }

  private void end() {
    status = GroupStatus.ENDED;
    orders.noAlarm();
    orders.ended();
  }

  private void left(int child) {
    toSuspend.remove(child);
    if (leaving == child) {
      leaving = NOBODY;
    }
  }
}

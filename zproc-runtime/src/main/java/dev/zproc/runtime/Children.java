package dev.zproc.runtime;

import dev.zproc.GiveUp;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.GroupStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.internal.supervision.AttemptEnd;
import dev.zproc.runtime.internal.supervision.GroupPlan;
import dev.zproc.runtime.internal.supervision.GroupSupervisor;
import dev.zproc.runtime.internal.supervision.LaunchSpec;
import dev.zproc.runtime.internal.supervision.MemberSpec;
import dev.zproc.runtime.internal.supervision.Start;
import dev.zproc.runtime.internal.supervision.Supervision;
import dev.zproc.runtime.internal.supervision.Supervisor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The children of one context: which there are, which have failed, and how all of them end.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Children {

  /** How long a spawn that is under way may take when all are stopped. */
  private static final long SPAWN_MILLIS = 2_000;

  private final Supervision supervision;

  // Guarded by this; both in the order of the start.
  private final Set<ForkedChild<?>> alive = new LinkedHashSet<>();

  /** Those that have failed, and nobody has been told. */
  private final FailedChildren failed = new FailedChildren();

  /** The groups of those children that belong to one and have not ended. */
  private final Map<ForkedChild<?>, ChildGroup> groups = new HashMap<>();

  /** Make names unique among children, and among groups. */
  final UniqueNames names = new UniqueNames();

  final UniqueNames groupNames = new UniqueNames();
  private final Consumer<Supplier<ChildFailedException>> rootGiveUp;
  private final UntoldFailures untold = new UntoldFailures();
  private final ChildWaits waits = new ChildWaits(this);
  private final SpawnsUnderWay spawns = new SpawnsUnderWay();
  private boolean closed;

  /** Whether supervision has ended too, and does nothing about children any more. */
  private boolean over;

  /** What the whole context has failed with. */
  private @Nullable Supplier<? extends ZProcException> fatal;

  /** Why the state server is gone, once it has failed. */
  private volatile @Nullable String serverGone;

  /**
   * Makes the children of a context.
   *
   * @param rootGiveUp called with the failure of a child that stops the root; must return at once
   */
  Children(Supervision supervision, Consumer<Supplier<ChildFailedException>> rootGiveUp) {
    this.supervision = supervision;
    this.rootGiveUp = rootGiveUp;
  }

  /** Throws if this thread is the one that would have to do what it is about to wait for. */
  void checkWait(String what) {
    if (supervision.isThisThread()) {
      throw new IllegalStateException(
          "a subscriber of events(executor) cannot "
              + what
              + " in the thread that tells it, which starts and ends the children and would wait"
              + " for itself; use events() without an executor, or one with threads of its own");
    }
  }

  /** Starts a child; returns when its first process is forked, or could not be. */
  <R> Child<R> start(Call<R> call, LaunchSpec spec, Throwable spawn) {
    checkWait("spawn " + call);
    Start start;
    synchronized (this) {
      if (closed) {
        throw new ContextClosedException("the context is closed; '" + call + "' cannot be spawned");
      }
      start = supervision.begin(spec);
      spawns.begun();
    }
    Supervisor supervisor = start.child();
    try {
      start.await();
      ForkedChild<R> child = new ForkedChild<>(this, spec, call, supervisor, spawn);
      add(child);
      spawns.over();
      return child;
    } catch (InterruptedException e) {
      supervisor.begun().whenComplete((done, failure) -> abandon(supervisor, failure));
      throw SignalTrap.interrupted("interrupted while spawning " + call, e);
    } catch (ExecutionException e) {
      spawns.over();
      throw SpawnRefused.of(call, e.getCause());
    }
  }

  /** Starts a group of a child for each call; returns when all of it is ready. */
  ChildGroup startGroup(
      GroupPlan plan, List<Call<?>> calls, List<MemberSpec> members, Throwable spawn) {
    checkWait("start the group '" + plan.name() + "'");
    GroupSupervisor supervisor = supervision.group(plan, members);
    List<ForkedChild<?>> made = new ArrayList<>();
    for (int i = 0; i < calls.size(); i++) {
      LaunchSpec spec = members.get(i).launch();
      made.add(new ForkedChild<>(this, spec, calls.get(i), supervisor.children().get(i), spawn));
    }
    ChildGroup group = new ChildGroup(plan.name(), this, supervisor, made);
    synchronized (this) {
      if (closed) {
        throw new ContextClosedException(
            "the context is closed; the group '" + plan.name() + "' cannot be started");
      }
      alive.addAll(made);
      made.forEach(child -> groups.put(child, group));
    }
    made.forEach(each -> each.supervisor().ended().thenAccept(ended -> ended(each, ended)));
    supervisor.begin();
    waits.awaitReady(group);
    return group;
  }

  synchronized List<Child<?>> alive() {
    return List.copyOf(alive);
  }

  /** The failure of {@code child} has been told. */
  synchronized void seen(ForkedChild<?> child) {
    failed.told(child);
  }

  /** The failures of which nobody has asked; whoever calls this is told of them. */
  synchronized List<ChildFailedException> takeUnseen() {
    FailedChildren taken = new FailedChildren();
    failed.moveTo(taken);
    return UntoldFailures.of(taken.copy());
  }

  /** How callers wait for them. */
  ChildWaits waits() {
    return waits;
  }

  /**
   * Waits until {@code over}, which is asked under the lock, and again after each end; then does
   * {@code take} in the same step, so that what it was over for is still there.
   *
   * @return whether it is, after at most {@code nanos}
   */
  synchronized boolean await(BooleanSupplier over, Runnable take, long nanos)
      throws InterruptedException {
    long start = System.nanoTime();
    while (!over.getAsBoolean()) {
      long left = nanos - (System.nanoTime() - start);
      if (left <= 0) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
    take.run();
    return true;
  }

  /** Whether all have ended; or, to those who fail fast, one has failed on its own account. */
  synchronized boolean isOver(boolean failFast) {
    return alive.isEmpty() || failFast && !failed.isEmpty() && fatal == null;
  }

  /** Whether all of a group have ended, or one has failed without ending the others. */
  synchronized boolean isOver(ChildGroup group) {
    return Collections.disjoint(alive, group.members())
        || group.status().compareTo(GroupStatus.STOPPING) < 0 && failed.hasAny(group.members());
  }

  /** Makes a wait for all end with this failure, once all have ended, now and ever after. */
  synchronized void fail(Supplier<ChildFailedException> failure) {
    fatal = failure;
    notifyAll();
  }

  /** The state server has failed, of which children are about to end. */
  void serverFailing(String why) {
    serverGone = why;
    supervision.serverGone();
    synchronized (this) {
      fatal = () -> new ServerGoneException(why);
      notifyAll();
    }
  }

  /**
   * The state server has failed, and nothing that the children do can count any more: those that do
   * not end by themselves, having been told, are killed, and whoever waits for them waits no
   * longer.
   */
  void serverFailed() {
    List<ForkedChild<?>> all;
    Set<ChildGroup> allGroups;
    synchronized (this) {
      all = List.copyOf(alive);
      allGroups = Set.copyOf(groups.values());
    }
    OrderlyStop.withoutServer(all).forEach(left -> endNow(left, new ChildEnd.ServerGone()));
    allGroups.forEach(group -> group.supervisor().abandon());
  }

  /** Why the state server has failed; null as long as it has not. */
  @Nullable String whyServerIsGone() {
    return serverGone;
  }

  /** Takes the failures that nobody has been told; nobody else is told of them from here on. */
  synchronized void take(FailedChildren taken) {
    failed.moveTo(taken);
  }

  /** The same for those of a group. */
  synchronized void take(FailedChildren taken, ChildGroup group) {
    failed.moveTo(taken, group.members());
  }

  /** Throws what was taken, the first with the others suppressed. */
  void throwFailures(FailedChildren taken) {
    List<ZProcException> failures = new ArrayList<>();
    synchronized (this) {
      if (fatal != null) {
        failures.add(fatal.get());
      }
      failures.addAll(taken.failures(fatal != null));
    }
    if (!failures.isEmpty()) {
      ZProcException first = failures.get(0);
      failures.subList(1, failures.size()).forEach(first::addSuppressed);
      throw first;
    }
  }

  /**
   * Stops all, the last started first, and waits until they have ended; those that have not after
   * {@code limit} are killed. None can be started from here on. Cannot be interrupted; that kills
   * those that are left at once, and leaves the flag set.
   */
  void close(Duration limit) {
    synchronized (this) {
      closed = true; // a second closer waits with the first, or finds none left
      untold.closing(alive);
      alive.forEach(child -> child.supervisor().retire());
    }
    try {
      spawns.await(SPAWN_MILLIS);
      waits.stopAll(limit);
    } finally {
      tellThoseLeft();
      supervision.close();
    }
    untold().forEach(untold::warn);
  }

  /**
   * Tells the end of those that were killed and are not known to have ended, as where code of the
   * user is slow to take what they have printed: nobody else tells it once supervision has ended.
   */
  private void tellThoseLeft() {
    List<ForkedChild<?>> left;
    Set<ChildGroup> groupsLeft;
    synchronized (this) {
      over = true; // who comes later tells it itself
      left = List.copyOf(alive);
      groupsLeft = Set.copyOf(groups.values());
    }
    left.forEach(child -> endNow(child, new ChildEnd.Stopped()));
    groupsLeft.forEach(group -> group.supervisor().abandon());
  }

  /** Kills all, and lets none be started from here on; does not wait for their end. */
  void abandon() {
    List<ForkedChild<?>> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(alive);
    }
    left.forEach(child -> child.supervisor().kill());
  }

  /** The program itself has closed the context, which may have been too early. */
  void closedByProgram() {
    untold.closed();
  }

  private synchronized Map<ForkedChild<?>, AttemptEnd> untold() {
    return fatal != null || waits.areAny() ? Map.of() : failed.copy();
  }

  private void warnIfUntold(ForkedChild<?> child) {
    Optional.ofNullable(untold().get(child)).ifPresent(ended -> untold.warn(child, ended));
  }

  /** Stops all that are alive, the last started first, and waits until they have ended. */
  void stopAll(Duration limit) {
    List<ForkedChild<?>> backwards;
    Map<ForkedChild<?>, ChildGroup> grouped;
    synchronized (this) {
      backwards = new ArrayList<>(alive);
      grouped = Map.copyOf(groups);
    }
    Collections.reverse(backwards);
    OrderlyStop.of(backwards, grouped, limit);
  }

  /** Nobody will have this child. */
  private void abandon(Supervisor supervisor, @Nullable Throwable failure) {
    if (failure != null) {
      spawns.over();
    } else {
      supervisor.kill();
      supervisor.ended().thenRun(spawns::over);
    }
  }

  /** A spawn has come to this child, at the worst when supervision has ended already. */
  void add(ForkedChild<?> child) {
    boolean late;
    synchronized (this) {
      alive.add(child);
      late = over;
      if (closed) {
        child.supervisor().kill();
      }
    }
    child.supervisor().ended().thenAccept(ended -> ended(child, ended));
    if (late) {
      endNow(child, new ChildEnd.Stopped());
    }
  }

  /** Does what supervision should, which has ended, or is held up. */
  private void endNow(ForkedChild<?> child, ChildEnd end) {
    supervision.killNow(child.supervisor());
    ended(child, AttemptEnd.without(end, child.supervisor().attempts()));
  }

  private void ended(ForkedChild<?> child, AttemptEnd ended) {
    boolean concernsRoot;
    synchronized (this) {
      if (!alive.contains(child)) {
        return; // it was told when nobody was to wait for it any longer
      }
      try {
        concernsRoot =
            ended.isFailure()
                && child.onGiveUp() == GiveUp.STOP_ROOT
                && !closed
                && serverGone == null;
        if (concernsRoot) {
          fatal = () -> child.failure(ended);
        }
        if (ended.isFailure()) {
          failed.add(child, ended);
        }
      } finally { // also where there is no memory for that
        alive.remove(child);
        groups.remove(child);
        notifyAll();
        // Under the lock: who is told that it has ended finds it gone from here, and the other way.
        child.done().complete(ended);
      }
    }
    if (concernsRoot) {
      rootGiveUp.accept(() -> child.failure(ended));
    } else if (ended.isFailure() && !child.isAskedFor()) {
      supervision.later(UntoldFailures.PATIENCE, () -> warnIfUntold(child));
    }
  }
}

package dev.zproc.runtime.internal.supervision;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.GroupStatus;
import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * A group of children: carries out what {@link GroupMachine} decides, and tells it what happens.
 *
 * <p>Threads: safe for use by many threads. Its state belongs to the thread {@code
 * zproc-supervisor}; public methods hand over to it and return at once.
 */
public final class GroupSupervisor {

  private final Supervision supervision;
  private final GroupPlan plan;
  private final List<MemberSpec> specs;
  private final List<Supervisor> children = new ArrayList<>();
  private final Map<Supervisor, Integer> numbers = new HashMap<>();
  private final GroupMachine machine;
  private final CompletableFuture<Boolean> started = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();
  private volatile GroupStatus status = GroupStatus.STARTING;

  // Owned by the loop.
  private @Nullable Future<?> alarm;
  private final Map<Supervisor, Runnable> readiness = new HashMap<>();

  GroupSupervisor(Supervision supervision, GroupPlan plan, List<MemberSpec> specs) {
    this.supervision = supervision;
    this.plan = plan;
    this.specs = List.copyOf(specs);
    ChildLink link = new ChildLink();
    for (MemberSpec spec : specs) {
      Supervisor child = new Supervisor(supervision, spec.launch(), link);
      numbers.put(child, children.size());
      children.add(child);
    }
    this.machine =
        new GroupMachine(plan, specs.stream().map(GroupSupervisor::member).toList(), new Hands());
  }

  private static GroupPlan.Member member(MemberSpec spec) {
    return new GroupPlan.Member(
        spec.launch().restart().on() != RestartPolicy.NEVER, spec.significant(), spec.readiness());
  }

  /** The children, in the order of their start. */
  public List<Supervisor> children() {
    return List.copyOf(children);
  }

  /** What the group is doing. */
  public GroupStatus status() {
    return status;
  }

  /** Complete with true when all are ready for the first time, with false if it ends before. */
  public CompletableFuture<Boolean> started() {
    return started;
  }

  /** Complete when all have ended for good; never fails. */
  public CompletableFuture<Void> ended() {
    return ended;
  }

  /** Starts the children, one after the other. */
  public void begin() {
    act(machine::begin);
  }

  /** Ends all in order and for good, the last started first. */
  public void stop() {
    act(machine::stop);
  }

  /** Supervision ends, and will tell nothing of it any more: whoever waits for it is told. */
  public void abandon() {
    status = GroupStatus.ENDED;
    started.complete(false);
    ended.complete(null);
  }

  /** Has the machine decide, in the loop. */
  void act(Runnable decision) {
    supervision.execute(() -> decide(decision), whole(), this::lost);
  }

  private void guarded(Runnable decision) {
    supervision.guarded(() -> decide(decision), whole(), this::lost);
  }

  private void decide(Runnable decision) {
    decision.run();
    status = machine.status();
  }

  /** After a bug of ours: whoever waits for the group must not wait for ever. */
  private void lost() {
    children.forEach(Supervisor::kill);
    started.complete(false);
  }

  private String whole() {
    return "group " + plan.name();
  }

  private int number(Supervisor child) {
    return numbers.get(child);
  }

  private void forget(Supervisor child) {
    Runnable cancel = readiness.remove(child);
    if (cancel != null) {
      cancel.run();
    }
  }

  /** What the children tell; in the loop. */
  private final class ChildLink implements GroupLink {

    @Override
    public void forking(Supervisor child, long revision) {
      forget(child);
      MemberSpec.ReadyWhen when = specs.get(number(child)).readyWhen();
      if (when != null) {
        int attempt = child.attempts();
        readiness.put(
            child,
            when.await(
                revision,
                () ->
                    act(
                        () -> {
                          if (child.attempts() == attempt) {
                            machine.ready(number(child));
                          }
                        })));
      }
    }

    @Override
    public void up(Supervisor child) {
      guarded(() -> machine.up(number(child)));
    }

    @Override
    public Verdict again(Supervisor child, Duration delay) {
      forget(child);
      Verdict verdict = machine.again(number(child), delay, System.nanoTime());
      status = machine.status();
      return verdict;
    }

    @Override
    public void suspended(Supervisor child) {
      forget(child);
      guarded(() -> machine.suspended(number(child)));
    }

    @Override
    public void over(Supervisor child, AttemptEnd how) {
      forget(child);
      guarded(() -> machine.over(number(child), how.isFailure(), child.onGiveUp()));
    }
  }

  /** What the machine orders; in the loop. */
  private final class Hands implements GroupMachine.Orders {

    @Override
    public void start(int child) {
      children.get(child).launch();
    }

    @Override
    public void suspend(int child) {
      children.get(child).suspend();
    }

    @Override
    public void stop(int child) {
      children.get(child).stop();
    }

    @Override
    public void late(int child) {
      children
          .get(child)
          .fail(
              "it was not ready within "
                  + Durations.text(plan.startTimeout())
                  + ", the start time-out of the group '"
                  + plan.name()
                  + "'");
    }

    @Override
    public void alarm(Duration delay) {
      noAlarm();
      alarm = supervision.later(delay, () -> guarded(machine::elapsed));
    }

    @Override
    public void noAlarm() {
      Future<?> pending = alarm;
      if (pending != null) {
        pending.cancel(false);
        alarm = null;
      }
    }

    @Override
    public void started() {
      status = machine.status(); // before anybody who has waited asks
      started.complete(true);
    }

    @Override
    public void ended() {
      status = GroupStatus.ENDED;
      started.complete(false);
      ended.complete(null);
    }
  }
}

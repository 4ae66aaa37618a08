package dev.zproc.runtime;

import dev.zproc.runtime.child.GroupStatus;
import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.supervision.GroupSupervisor;
import java.time.Duration;
import java.util.List;

/**
 * Children that belong together: they start in order, each when the one before it is ready, and end
 * in the reverse order, each when the one after it has ended; and a restart of one may concern the
 * others.
 *
 * <pre>{@code
 * try (ChildGroup group = zproc.group("bakery", g -> g
 *     .strategy(GroupStrategy.REST_FOR_ONE)
 *     .child(OvenLauncher.heat(), oven -> oven.readyWhen(bakery.ovenHot().equalTo(true)))
 *     .child(BakerLauncher.bake())
 *     .child(ShopLauncher.sell(), shop -> shop.significant()))) {
 *   group.join();
 * }
 * }</pre>
 *
 * <p>Its children are children of the context: {@link ZProc#children} lists them, {@link
 * ZProc#awaitAll()} waits for them and {@link ZProc#close} stops them.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class ChildGroup implements AutoCloseable {

  private final String name;
  private final Children siblings;
  private final GroupSupervisor supervisor;
  private final List<ForkedChild<?>> children;

  ChildGroup(
      String name, Children siblings, GroupSupervisor supervisor, List<ForkedChild<?>> children) {
    this.name = name;
    this.siblings = siblings;
    this.supervisor = supervisor;
    this.children = List.copyOf(children);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** What it is doing. */
  public GroupStatus status() {
    return supervisor.status();
  }

  /** Its children, in the order of their start, those that have ended included. */
  public List<Child<?>> children() {
    return List.copyOf(children);
  }

  /**
   * The child that runs {@code call}, the first if there are several.
   *
   * @throws IllegalArgumentException if the group was not made with this very object
   */
  @SuppressWarnings("unchecked") // a child returns what its call does
  public <R> Child<R> child(Call<R> call) {
    for (Child<?> child : children) {
      if (child.call() == call) {
        return (Child<R>) child;
      }
    }
    throw new IllegalArgumentException("the group '" + name + "' has no child that runs " + call);
  }

  /**
   * Waits until all children have ended for good. As soon as one of them fails for good it throws
   * that failure, which stops the others only if the child or its group gave up so; then it waits
   * for their end first. What somebody has joined already, and the end of a child that was stopped,
   * are not told again.
   *
   * @throws dev.zproc.runtime.failure.ChildFailedException if one has failed; the others' failures
   *     are suppressed in it
   * @throws dev.zproc.runtime.failure.ServerGoneException if the state server is gone
   * @throws WaitInterruptedException if the thread is interrupted; the group lives on
   */
  public void join() {
    siblings.waits().awaitGroup(this, Long.MAX_VALUE);
  }

  /**
   * As {@link #join()}, for at most {@code timeout}. The group lives on after a time-out.
   *
   * @throws WaitTimeoutException if it has neither ended nor failed within {@code timeout}
   */
  public void join(Duration timeout) {
    siblings.waits().awaitGroup(this, Durations.nanos(timeout));
  }

  /**
   * Ends all children in order and for good, the last started first, and returns when all have
   * ended. Each has its own stop time-out, then gets SIGTERM, and 2 s later SIGKILL.
   *
   * @throws WaitInterruptedException if the thread is interrupted; the group goes on ending
   */
  public void stop() {
    siblings.checkWait("stop the group '" + name + "'");
    supervisor.stop();
    siblings.waits().awaitEnd(this);
  }

  /** As {@link #stop()}. */
  @Override
  public void close() {
    stop();
  }

  GroupSupervisor supervisor() {
    return supervisor;
  }

  List<ForkedChild<?>> members() {
    return children;
  }

  @Override
  public String toString() {
    return name + "[" + status() + ", " + children + "]";
  }
}

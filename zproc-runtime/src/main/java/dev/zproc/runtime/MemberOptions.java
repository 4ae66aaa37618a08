package dev.zproc.runtime;

import dev.zproc.runtime.internal.supervision.GroupPlan;
import dev.zproc.runtime.state.Condition;
import org.jspecify.annotations.Nullable;

/**
 * How one child of a group is to run, and what it is to the group; each method returns {@code
 * this}.
 *
 * <p>Threads: not safe; used while {@link ZProc#group} runs.
 */
public final class MemberOptions extends ChildOptions<MemberOptions> {

  private final Call<?> call;
  private boolean significant;
  private GroupPlan.Readiness readiness = GroupPlan.Readiness.UP;
  private @Nullable Condition condition;

  MemberOptions(Call<?> call, ZProcOptions context) {
    super(call.entry(), context);
    this.call = call;
  }

  @Override
  MemberOptions self() {
    return this;
  }

  /** Stops the group when this child has ended for good, in whichever way. */
  public MemberOptions significant() {
    this.significant = true;
    return this;
  }

  /**
   * Lets the next child start when {@code condition} holds, at the time this one was forked or
   * later, instead of when this one has begun to wait or to run: {@code
   * readyWhen(bakery.ovenHot().equalTo(true))}. A child that is started again should take back at
   * once what says that it is ready. One that returns is ready in any case.
   */
  public MemberOptions readyWhen(Condition condition) {
    this.condition = condition;
    this.readiness = GroupPlan.Readiness.CONDITION;
    return this;
  }

  /** Lets the next child start when this one has returned, instead of when it has begun to run. */
  public MemberOptions readyOnReturn() {
    this.condition = null;
    this.readiness = GroupPlan.Readiness.RETURNED;
    return this;
  }

  Call<?> call() {
    return call;
  }

  boolean isSignificant() {
    return significant;
  }

  GroupPlan.Readiness readiness() {
    return readiness;
  }

  @Nullable Condition condition() {
    return condition;
  }
}

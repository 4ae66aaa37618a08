package dev.zproc.runtime;

import dev.zproc.runtime.internal.supervision.GroupPlan;
import dev.zproc.runtime.state.Condition;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one child is to its group; each method returns {@code this}.
 *
 * <p>Threads: not safe; used while {@link ZProc#group} runs.
 *
 * @since 0.1
 */
public final class MemberOptions {

  private final SpawnOptions spawn;
  private boolean significant;
  private GroupPlan.Readiness readiness = GroupPlan.Readiness.UP;
  private @Nullable Condition condition;

  MemberOptions(SpawnOptions spawn) {
    this.spawn = spawn;
  }

  /** Sets how it is to run, as {@link ZProc#spawn(Call, Consumer)} does. */
  public MemberOptions spawn(Consumer<SpawnOptions> configure) {
    configure.accept(spawn);
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

  SpawnOptions spawn() {
    return spawn;
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

package com.acme;

import dev.zproc.FailedRun;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Condition;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitPlan;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Clerk#several}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Clerk_SeveralMain extends ChildEntry<Void> {
  Clerk_SeveralMain() {
    super("com.acme.Clerk", "several", ValueTypes.VOID, ClerkLauncher.Types.LEVEL);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(new Clerk_SeveralMain(), args);
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    return new WaitPlan(
        Condition.and(
            Condition.and(
                Condition.compare(
                    Condition.key(DeskState.SCHEMA, 0),
                    Condition.Relation.LESS,
                    Condition.key(ClockState.SCHEMA, 0)),
                Condition.test(0, DeskState.SCHEMA, ClockState.SCHEMA)),
            Condition.compare(
                Condition.key(DeskState.SCHEMA, 3),
                Condition.Relation.EQUAL,
                Condition.value(ClerkLauncher.Types.LEVEL, arguments.<Level>argument(0)))),
        "desk.tickets < clock.now && late() && desk.level == wanted",
        false,
        false,
        false,
        FailedRun.SKIP,
        0L);
  }

  @Override
  public boolean test(int id, Moment moment) {
    return switch (id) {
      case 0 -> Clerk.late(moment.snapshot(DeskState.SCHEMA), moment.snapshot(ClockState.SCHEMA));
      default -> super.test(id, moment);
    };
  }

  @Override
  public List<StateSchema<?>> snapshots() {
    return List.of(ClockState.SCHEMA);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Clerk.several(
        DeskState.of(in.context(ZProc.class)),
        in.snapshot(ClockState.SCHEMA),
        in.<Level>argument(0));
    return null;
  }
}

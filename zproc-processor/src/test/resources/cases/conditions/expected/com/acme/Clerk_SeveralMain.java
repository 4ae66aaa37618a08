package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitPlan;
import dev.zproc.runtime.spi.WaitingEntry;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Clerk#several}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Clerk_SeveralMain extends WaitingEntry<Void> {
  static final Clerk_SeveralMain ENTRY = new Clerk_SeveralMain();

  Clerk_SeveralMain() {
    super(
        "com.acme.Clerk",
        "several",
        states(ClockState.SCHEMA),
        ValueTypes.VOID,
        ClerkLauncher.Types.LEVEL);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    return plan(
        "desk.tickets < clock.now && late() && desk.level == wanted",
        and(
            and(
                less(key(DeskState.SCHEMA, "tickets"), key(ClockState.SCHEMA, "now")),
                equal(key(DeskState.SCHEMA, "level"), argument(arguments, 0))),
            tested(0, DeskState.SCHEMA, ClockState.SCHEMA)));
  }

  @Override
  public boolean test(int id, Moment moment) {
    return switch (id) {
      case 0 -> Clerk.late(
          moment.snapshot(DeskState.SCHEMA),
          moment.snapshot(ClockState.SCHEMA));
      default -> super.test(id, moment);
    };
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Clerk.several(
        DeskState.of(in.context(ZProc.class)),
        in.<Clock>snapshot(ClockState.SCHEMA),
        in.<Level>argument(0));
    return null;
  }
}

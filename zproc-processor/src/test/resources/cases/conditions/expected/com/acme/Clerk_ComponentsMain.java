package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.Comparisons;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitCondition;
import dev.zproc.runtime.spi.WaitPlan;
import dev.zproc.runtime.spi.WaitingEntry;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Clerk#components}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Clerk_ComponentsMain extends WaitingEntry<Void> {
  static final Clerk_ComponentsMain ENTRY = new Clerk_ComponentsMain();

  Clerk_ComponentsMain() {
    super(
        "com.acme.Clerk",
        "components",
        states(DeskState.SCHEMA),
        ValueTypes.VOID,
        ValueTypes.STRING);
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
        "customer.address.city == city && customer.points >= 3 || customer.level == LOW || enough()",
        or(
            or(
                and(tested(0, DeskState.SCHEMA), tested(1, DeskState.SCHEMA)),
                tested(2, DeskState.SCHEMA)),
            tested(3, DeskState.SCHEMA)));
  }

  @Override
  public boolean test(int id, Moment moment) {
    return switch (id) {
      case 0 -> test0(moment);
      case 1 -> test1(moment);
      case 2 -> test2(moment);
      case 3 -> Clerk.enough(moment.snapshot(DeskState.SCHEMA));
      default -> super.test(id, moment);
    };
  }

  private static boolean test0(Moment moment) {
    var step0 = moment.snapshot(DeskState.SCHEMA).customer();
    var step1 = step0 == null ? null : step0.address();
    var step2 = step1 == null ? null : step1.city();
    return Comparisons.holds(
        step2,
        WaitCondition.Relation.EQUAL,
        moment.<String>argument(0));
  }

  private static boolean test1(Moment moment) {
    var step0 = moment.snapshot(DeskState.SCHEMA).customer();
    var step1 = step0 == null ? null : step0.points();
    return Comparisons.holds(step1, WaitCondition.Relation.GREATER_OR_EQUAL, 3L);
  }

  private static boolean test2(Moment moment) {
    var step0 = moment.snapshot(DeskState.SCHEMA).customer();
    var step1 = step0 == null ? null : step0.level();
    return Comparisons.holds(step1, WaitCondition.Relation.EQUAL, Level.LOW);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Clerk.components(
        DeskState.of(in.context(ZProc.class)),
        in.<Desk>snapshot(DeskState.SCHEMA),
        in.<String>argument(0));
    return null;
  }
}

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
import java.lang.Integer;
import java.lang.SuppressWarnings;
import java.lang.Throwable;
import javax.annotation.processing.Generated;

/**
 * Entry point of the child process declared by {@link Mean#run}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Mean_RunMain extends WaitingEntry<String> {
  static final Mean_RunMain ENTRY = new Mean_RunMain();

  Mean_RunMain() {
    super(
        "com.acme.Mean",
        "run",
        MeanLauncher.Types.STRING,
        ValueTypes.STRING,
        MeanLauncher.Types.STRING,
        MeanLauncher.Types.LIST,
        MeanLauncher.Types.LIST_OF_INTEGER);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(java.lang.String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @java.lang.Override
  public WaitPlan waitPlan(Arguments arguments) {
    return plan(
        "theirs == text && override == YES && mine.text != 'x'",
        and(
            and(
                equal(key(Mean_KeysState.SCHEMA, "theirs"), argument(arguments, 0)),
                equal(
                    key(Mean_KeysState.SCHEMA, "override"),
                    value(MeanLauncher.Types.OVERRIDE, Override.YES))),
            tested(0, Mean_KeysState.SCHEMA)));
  }

  @java.lang.Override
  public boolean test(int id, Moment moment) {
    return switch (id) {
      case 0 -> test0(moment);
      default -> super.test(id, moment);
    };
  }

  private static boolean test0(Moment moment) {
    var step0 = moment.snapshot(Mean_KeysState.SCHEMA).mine();
    var step1 = step0 == null ? null : step0.text();
    return Comparisons.holds(step1, WaitCondition.Relation.NOT_EQUAL, "x");
  }

  @java.lang.Override
  public String run(Invocation in) throws Throwable {
    return Mean.run(
        Mean_KeysState.of(in.context(ZProc.class)),
        in.<java.lang.String>argument(0),
        in.<String>argument(1),
        in.<List>argument(2),
        in.<java.util.List<Integer>>argument(3));
  }
}

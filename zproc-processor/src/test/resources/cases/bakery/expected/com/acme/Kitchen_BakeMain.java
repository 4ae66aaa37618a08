package com.acme;

import dev.zproc.FailedRun;
import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.SpawnDefaults;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitPlan;
import dev.zproc.runtime.spi.WaitingEntry;
import java.nio.file.Path;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Entry point of the child process declared by {@link Kitchen#bake}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Kitchen_BakeMain extends WaitingEntry<Order> {
  static final Kitchen_BakeMain ENTRY = new Kitchen_BakeMain();

  Kitchen_BakeMain() {
    super(
        "com.acme.Kitchen",
        "bake",
        states(BakeryState.SCHEMA),
        KitchenLauncher.Types.ORDER,
        ValueTypes.INT,
        KitchenLauncher.Types.PATH);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public SpawnDefaults defaults() {
    return new SpawnDefaults(
        List.of("-Xss512k"),
        "256m",
        0L,
        0L,
        5000L,
        new SpawnDefaults.RestartSpec(
            RestartPolicy.ON_FAILURE,
            List.of(),
            List.of(),
            5,
            60000L,
            200L,
            2.0,
            30000L,
            0.2,
            60000L,
            GiveUp.FAIL_WAITERS));
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    return new WaitPlan(
        and(
            greater(key(BakeryState.SCHEMA, "cookies"), argument(arguments, 0)),
            less(key(BakeryState.SCHEMA, "price"), value(ValueTypes.INT, 4))),
        "cookies > min && price < 4",
        false,
        false,
        false,
        FailedRun.SKIP,
        30000L);
  }

  @Override
  public Order run(Invocation in) throws Throwable {
    return Kitchen.bake(
        BakeryState.of(in.context(ZProc.class)),
        in.<Bakery>snapshot(BakeryState.SCHEMA),
        in.<Integer>argument(0),
        in.<Path>argument(1),
        in.context(ZProc.class));
  }
}

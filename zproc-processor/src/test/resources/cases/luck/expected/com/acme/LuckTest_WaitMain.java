package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitPlan;
import dev.zproc.runtime.spi.WaitingEntry;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link LuckTest#wait}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class LuckTest_WaitMain extends WaitingEntry<Void> {
  static final LuckTest_WaitMain ENTRY = new LuckTest_WaitMain();

  LuckTest_WaitMain() {
    super(
        "com.acme.LuckTest",
        "wait",
        ValueTypes.VOID,
        ValueTypes.INT,
        ValueTypes.INT);
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
        "low < num && num < high",
        and(
            less(argument(arguments, 0), key(LuckTest_LuckState.SCHEMA, "num")),
            less(key(LuckTest_LuckState.SCHEMA, "num"), argument(arguments, 1))));
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    LuckTest.wait(
        LuckTest_LuckState.of(in.context(ZProc.class)),
        in.<Integer>argument(0),
        in.<Integer>argument(1));
    return null;
  }
}

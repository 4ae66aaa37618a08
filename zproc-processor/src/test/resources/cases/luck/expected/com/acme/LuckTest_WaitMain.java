package com.acme;

import dev.zproc.FailedRun;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Condition;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitPlan;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link LuckTest#wait}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class LuckTest_WaitMain extends ChildEntry<Void> {
  LuckTest_WaitMain() {
    super("com.acme.LuckTest", "wait", ValueTypes.VOID, ValueTypes.INT, ValueTypes.INT);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(new LuckTest_WaitMain(), args);
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    return new WaitPlan(
        Condition.and(
            Condition.compare(
                Condition.value(ValueTypes.INT, arguments.<Integer>argument(0)),
                Condition.Relation.LESS,
                Condition.key(LuckTest_LuckState.SCHEMA, 0)),
            Condition.compare(
                Condition.key(LuckTest_LuckState.SCHEMA, 0),
                Condition.Relation.LESS,
                Condition.value(ValueTypes.INT, arguments.<Integer>argument(1)))),
        "low < num && num < high",
        false,
        false,
        false,
        FailedRun.SKIP,
        0L);
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

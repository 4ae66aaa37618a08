package com.acme;

import dev.zproc.FailedRun;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.SpawnDefaults;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitPlan;
import dev.zproc.runtime.spi.WaitingEntry;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link LuckTest#watch}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class LuckTest_WatchMain extends WaitingEntry<Void> {
  static final LuckTest_WatchMain ENTRY = new LuckTest_WatchMain();

  LuckTest_WatchMain() {
    super("com.acme.LuckTest", "watch", ValueTypes.VOID);
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
        List.of(),
        null,
        7200000L,
        0L,
        5000L,
        SpawnDefaults.RestartSpec.NEVER);
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    return new WaitPlan(
        or(
            changed(LuckTest_LuckState.SCHEMA, "num"),
            equal(key(LuckTest_LuckState.SCHEMA, "stop"), value(ValueTypes.BOOLEAN, true))),
        "changed(num) || stop",
        true,
        true,
        false,
        FailedRun.SKIP,
        0L);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    LuckTest.watch(LuckTest_LuckState.of(in.context(ZProc.class)));
    return null;
  }
}

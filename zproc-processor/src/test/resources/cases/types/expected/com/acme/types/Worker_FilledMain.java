package com.acme.types;

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
 * Entry point of the child process declared by {@link Worker#filled}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Worker_FilledMain extends WaitingEntry<Void> {
  static final Worker_FilledMain ENTRY = new Worker_FilledMain();

  Worker_FilledMain() {
    super("com.acme.types.Worker", "filled", ValueTypes.VOID);
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
        "lines != null || grid == null",
        or(
            notEqual(key(WarehouseState.SCHEMA, "lines"), nothing()),
            equal(key(WarehouseState.SCHEMA, "grid"), nothing())));
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Worker.filled(WarehouseState.of(in.context(ZProc.class)));
    return null;
  }
}

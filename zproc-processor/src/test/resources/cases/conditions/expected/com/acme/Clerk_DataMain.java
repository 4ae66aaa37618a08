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
 * Entry point of the child process declared by {@link Clerk#data}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Clerk_DataMain extends WaitingEntry<Void> {
  static final Clerk_DataMain ENTRY = new Clerk_DataMain();

  Clerk_DataMain() {
    super("com.acme.Clerk", "data", ValueTypes.VOID);
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
        "tickets > 5 && !(open || load <= 0.5) && level != HIGH",
        and(
            and(
                greater(key(DeskState.SCHEMA, "tickets"), value(ValueTypes.INT, 5)),
                not(
                    or(
                        equal(key(DeskState.SCHEMA, "open"), value(ValueTypes.BOOLEAN, true)),
                        lessOrEqual(key(DeskState.SCHEMA, "load"), value(ValueTypes.DOUBLE, 0.5))))),
            notEqual(
                key(DeskState.SCHEMA, "level"),
                value(ClerkLauncher.Types.LEVEL, Level.HIGH))));
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Clerk.data(DeskState.of(in.context(ZProc.class)));
    return null;
  }
}

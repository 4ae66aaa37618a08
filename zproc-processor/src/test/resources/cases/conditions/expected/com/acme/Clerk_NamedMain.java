package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitPlan;
import dev.zproc.runtime.spi.WaitingEntry;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Clerk#named}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Clerk_NamedMain extends WaitingEntry<Void> {
  static final Clerk_NamedMain ENTRY = new Clerk_NamedMain();

  Clerk_NamedMain() {
    super("com.acme.Clerk", "named", ValueTypes.VOID, ValueTypes.INT);
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
        "open",
        equal(key(DeskState.SCHEMA, "open"), value(ValueTypes.BOOLEAN, true)));
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Clerk.named(in.<Integer>argument(0));
    return null;
  }
}

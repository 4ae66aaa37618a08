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
 * Entry point of the child process declared by {@link Clerk#data}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Clerk_DataMain extends ChildEntry<Void> {
  Clerk_DataMain() {
    super("com.acme.Clerk", "data", ValueTypes.VOID);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(new Clerk_DataMain(), args);
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    return new WaitPlan(
        Condition.and(
            Condition.and(
                Condition.compare(
                    Condition.key(DeskState.SCHEMA, 0),
                    Condition.Relation.GREATER,
                    Condition.value(ValueTypes.INT, 5)),
                Condition.not(Condition.or(
                    Condition.compare(
                        Condition.key(DeskState.SCHEMA, 1),
                        Condition.Relation.EQUAL,
                        Condition.value(ValueTypes.BOOLEAN, true)),
                    Condition.compare(
                        Condition.key(DeskState.SCHEMA, 2),
                        Condition.Relation.LESS_OR_EQUAL,
                        Condition.value(ValueTypes.DOUBLE, 0.5))))),
            Condition.compare(
                Condition.key(DeskState.SCHEMA, 3),
                Condition.Relation.NOT_EQUAL,
                Condition.value(ClerkLauncher.Types.LEVEL, Level.HIGH))),
        "tickets > 5 && !(open || load <= 0.5) && level != HIGH",
        false,
        false,
        false,
        FailedRun.SKIP,
        0L);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Clerk.data(DeskState.of(in.context(ZProc.class)));
    return null;
  }
}

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
 * Entry point of the child process declared by {@link Clerk#changes}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Clerk_ChangesMain extends WaitingEntry<Void> {
  static final Clerk_ChangesMain ENTRY = new Clerk_ChangesMain();

  Clerk_ChangesMain() {
    super("com.acme.Clerk", "changes", states(DeskState.SCHEMA), ValueTypes.VOID);
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
        "changed(note) || changed() || exists(level) && note == null && note != \"a\\\"b\\n\"",
        or(
            or(changed(DeskState.SCHEMA, "note"), changed(DeskState.SCHEMA)),
            and(
                and(
                    exists(DeskState.SCHEMA, "level"),
                    equal(key(DeskState.SCHEMA, "note"), nothing())),
                notEqual(key(DeskState.SCHEMA, "note"), value(ValueTypes.STRING, "a\"b\n")))));
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Clerk.changes(in.<Desk>snapshot(DeskState.SCHEMA));
    return null;
  }
}

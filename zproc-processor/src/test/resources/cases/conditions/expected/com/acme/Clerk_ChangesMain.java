package com.acme;

import dev.zproc.FailedRun;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Condition;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitPlan;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Clerk#changes}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Clerk_ChangesMain extends ChildEntry<Void> {
  Clerk_ChangesMain() {
    super("com.acme.Clerk", "changes", ValueTypes.VOID);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(new Clerk_ChangesMain(), args);
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    return new WaitPlan(
        Condition.or(
            Condition.or(
                Condition.changed(DeskState.SCHEMA, 4),
                Condition.changed(DeskState.SCHEMA)),
            Condition.and(
                Condition.and(
                    Condition.exists(DeskState.SCHEMA, 3),
                    Condition.compare(
                        Condition.key(DeskState.SCHEMA, 4),
                        Condition.Relation.EQUAL,
                        Condition.nothing())),
                Condition.compare(
                    Condition.key(DeskState.SCHEMA, 4),
                    Condition.Relation.NOT_EQUAL,
                    Condition.value(ValueTypes.STRING, "a\"b\n")))),
        "changed(note) || changed() || exists(level) && note == null && note != \"a\\\"b\\n\"",
        false,
        false,
        false,
        FailedRun.SKIP,
        0L);
  }

  @Override
  public List<StateSchema<?>> snapshots() {
    return List.of(DeskState.SCHEMA);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Clerk.changes(in.snapshot(DeskState.SCHEMA));
    return null;
  }
}

package com.acme.special;

import com.acme.LibraryState;
import dev.zproc.FailedRun;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
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
 * Entry point of the child process declared by {@link SpecialLibrary.Reader#read}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class SpecialLibrary_Reader_ReadMain extends ChildEntry<Void> {
  SpecialLibrary_Reader_ReadMain() {
    super("com.acme.special.SpecialLibrary$Reader", "read", ValueTypes.VOID);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(new SpecialLibrary_Reader_ReadMain(), args);
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    return new WaitPlan(
        Condition.and(
            Condition.and(
                Condition.compare(
                    Condition.key(Special.SCHEMA, 5),
                    Condition.Relation.GREATER,
                    Condition.value(ValueTypes.INT, 1)),
                Condition.compare(
                    Condition.key(LibraryState.SCHEMA, 4),
                    Condition.Relation.GREATER,
                    Condition.value(ValueTypes.LONG, 2L))),
            Condition.compare(
                Condition.key(LibraryState.SCHEMA, 2),
                Condition.Relation.NOT_EQUAL,
                Condition.nothing())),
        "special.extra > 1 && library.added > 2 && library.newest != null",
        false,
        false,
        false,
        FailedRun.SKIP,
        0L);
  }

  @Override
  public List<StateSchema<?>> snapshots() {
    return List.of(LibraryState.SCHEMA);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    new SpecialLibrary.Reader().read(
        LibraryState.of(in.context(ZProc.class)),
        Special.of(in.context(ZProc.class)),
        in.snapshot(LibraryState.SCHEMA));
    return null;
  }
}

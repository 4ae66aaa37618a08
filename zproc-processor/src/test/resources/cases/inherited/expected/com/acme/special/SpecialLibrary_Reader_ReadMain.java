package com.acme.special;

import com.acme.Library;
import com.acme.LibraryState;
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
 * Entry point of the child process declared by {@link SpecialLibrary.Reader#read}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class SpecialLibrary_Reader_ReadMain extends WaitingEntry<Void> {
  static final SpecialLibrary_Reader_ReadMain ENTRY = new SpecialLibrary_Reader_ReadMain();

  SpecialLibrary_Reader_ReadMain() {
    super(
        "com.acme.special.SpecialLibrary$Reader",
        "read",
        states(LibraryState.SCHEMA),
        ValueTypes.VOID);
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
        "special.extra > 1 && library.added > 2 && library.newest != null",
        and(
            and(
                greater(key(Special.SCHEMA, "extra"), value(ValueTypes.INT, 1)),
                greater(key(LibraryState.SCHEMA, "added"), value(ValueTypes.LONG, 2L))),
            notEqual(key(LibraryState.SCHEMA, "newest"), nothing())));
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    new SpecialLibrary.Reader().read(
        LibraryState.of(in.context(ZProc.class)),
        Special.of(in.context(ZProc.class)),
        in.<Library>snapshot(LibraryState.SCHEMA));
    return null;
  }
}

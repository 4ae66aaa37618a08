package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Outer.Inner#gr\u00f6\u00dfe}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Outer_Inner_Gr\u00f6\u00dfeMain extends ChildEntry<Void> {
  static final Outer_Inner_Gr\u00f6\u00dfeMain ENTRY = new Outer_Inner_Gr\u00f6\u00dfeMain();

  Outer_Inner_Gr\u00f6\u00dfeMain() {
    super("com.acme.Outer$Inner", "gr\u00f6\u00dfe", ValueTypes.VOID);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Outer.Inner.gr\u00f6\u00dfe();
    return null;
  }
}

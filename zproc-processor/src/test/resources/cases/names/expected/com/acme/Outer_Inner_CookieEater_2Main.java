package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Outer.Inner#run}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Outer_Inner_CookieEater_2Main extends ChildEntry<Void> {
  static final Outer_Inner_CookieEater_2Main ENTRY = new Outer_Inner_CookieEater_2Main();

  Outer_Inner_CookieEater_2Main() {
    super(
        "com.acme.Outer$Inner",
        "cookie-eater_2",
        ValueTypes.VOID,
        ValueTypes.STRING);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Outer.Inner.run(in.<String>argument(0));
    return null;
  }
}

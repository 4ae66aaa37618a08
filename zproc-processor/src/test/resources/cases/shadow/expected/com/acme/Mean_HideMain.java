package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.lang.Integer;
import java.lang.Long;
import java.lang.Override;
import java.lang.String;
import java.lang.SuppressWarnings;
import java.lang.Throwable;
import java.lang.Void;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Mean#hide}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Mean_HideMain extends ChildEntry<Void> {
  static final Mean_HideMain ENTRY = new Mean_HideMain();

  Mean_HideMain() {
    super(
        "com.acme.Mean",
        "hide",
        ValueTypes.VOID,
        ValueTypes.INT,
        ValueTypes.INT,
        ValueTypes.INT,
        ValueTypes.LONG);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Mean.hide(
        in.<Integer>argument(0),
        in.<Integer>argument(1),
        in.<Integer>argument(2),
        in.<Long>argument(3));
    return null;
  }
}

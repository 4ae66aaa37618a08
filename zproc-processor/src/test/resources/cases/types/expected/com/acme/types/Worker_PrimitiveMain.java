package com.acme.types;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import javax.annotation.processing.Generated;

/**
 * Entry point of the child process declared by {@link Worker#primitive}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Worker_PrimitiveMain extends ChildEntry<Integer> {
  static final Worker_PrimitiveMain ENTRY = new Worker_PrimitiveMain();

  Worker_PrimitiveMain() {
    super(
        "com.acme.types.Worker",
        "primitive",
        ValueTypes.INT,
        ValueTypes.BYTE,
        ValueTypes.SHORT,
        WorkerLauncher.Types.CHAR_ARRAY);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public Integer run(Invocation in) throws Throwable {
    return new Worker().primitive(
        in.<Byte>argument(0),
        in.<Short>argument(1),
        in.<char[]>argument(2));
  }
}

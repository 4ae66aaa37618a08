package com.acme.types;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * Entry point of the child process declared by {@link Worker#nothing}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Worker_NothingMain extends ChildEntry<Void> {
  static final Worker_NothingMain ENTRY = new Worker_NothingMain();

  Worker_NothingMain() {
    super(
        "com.acme.types.Worker",
        "nothing",
        ValueTypes.VOID,
        WorkerLauncher.Types.MAP_OF_SPECIAL_TO_INT_ARRAY_ARRAY);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public Void run(Invocation in) throws Throwable {
    return Worker.nothing(in.<Map<Shape.Special, int[][]>>argument(0));
  }
}

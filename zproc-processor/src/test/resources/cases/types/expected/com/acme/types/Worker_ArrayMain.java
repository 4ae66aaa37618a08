package com.acme.types;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import javax.annotation.processing.Generated;

/**
 * Entry point of the child process declared by {@link Worker#array}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Worker_ArrayMain extends ChildEntry<String[]> {
  static final Worker_ArrayMain ENTRY = new Worker_ArrayMain();

  Worker_ArrayMain() {
    super(
        "com.acme.types.Worker",
        "array",
        WorkerLauncher.Types.STRING_ARRAY,
        WorkerLauncher.Types.STRING_ARRAY);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public String[] run(Invocation in) throws Throwable {
    return Worker.array(in.<String[]>argument(0));
  }
}

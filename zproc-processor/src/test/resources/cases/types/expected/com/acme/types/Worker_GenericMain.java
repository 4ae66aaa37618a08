package com.acme.types;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import javax.annotation.processing.Generated;

/**
 * Entry point of the child process declared by {@link Worker#generic}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Worker_GenericMain extends ChildEntry<Pair<String, Tree>> {
  static final Worker_GenericMain ENTRY = new Worker_GenericMain();

  Worker_GenericMain() {
    super(
        "com.acme.types.Worker",
        "generic",
        WorkerLauncher.Types.PAIR_OF_STRING_AND_TREE,
        WorkerLauncher.Types.RESULT_OF_STRING_AND_SHAPE);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public Pair<String, Tree> run(Invocation in) throws Throwable {
    return Worker.generic(in.<Result<String, Shape>>argument(0));
  }
}

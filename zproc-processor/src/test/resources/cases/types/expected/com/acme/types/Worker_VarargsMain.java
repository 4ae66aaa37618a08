package com.acme.types;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.List;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * Entry point of the child process declared by {@link Worker#varargs}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Worker_VarargsMain extends ChildEntry<List<Optional<String>>> {
  static final Worker_VarargsMain ENTRY = new Worker_VarargsMain();

  Worker_VarargsMain() {
    super(
        "com.acme.types.Worker",
        "varargs",
        WorkerLauncher.Types.LIST_OF_OPTIONAL_STRING,
        ValueTypes.INT,
        WorkerLauncher.Types.LIST_OF_STRING_ARRAY);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public List<Optional<String>> run(Invocation in) throws Throwable {
    return Worker.varargs(in.<Integer>argument(0), in.<List<String>[]>argument(1));
  }
}

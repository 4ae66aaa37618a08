package com.acme.types;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Entry point of the child process declared by {@link Worker#nullable}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Worker_NullableMain extends ChildEntry<Void> {
  static final Worker_NullableMain ENTRY = new Worker_NullableMain();

  Worker_NullableMain() {
    super(
        "com.acme.types.Worker",
        "nullable",
        ValueTypes.VOID,
        WorkerLauncher.Types.STRING_ARRAY,
        WorkerLauncher.Types.PAIR_OF_STRING_AND_STRING_ARRAY);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public @Nullable Void run(Invocation in) throws Throwable {
    Worker.nullable(
        in.<String[]>argument(0),
        in.<Pair<String, String>[]>argument(1));
    return null;
  }
}

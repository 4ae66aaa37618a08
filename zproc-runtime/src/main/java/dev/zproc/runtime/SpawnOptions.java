package dev.zproc.runtime;

import dev.zproc.runtime.spi.ChildEntry;

/**
 * How a child that stands alone is to run; each method returns {@code this}.
 *
 * <p>Threads: not safe; used while {@link ZProc#spawn(Call, java.util.function.Consumer)} runs.
 */
public final class SpawnOptions extends ChildOptions<SpawnOptions> {

  SpawnOptions(ChildEntry<?> entry, ZProcOptions context) {
    super(entry, context);
  }

  @Override
  SpawnOptions self() {
    return this;
  }
}

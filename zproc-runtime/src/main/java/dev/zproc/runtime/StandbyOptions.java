package dev.zproc.runtime;

import dev.zproc.runtime.internal.process.JvmSpec;

/**
 * The JVMs that are to wait for calls; each method returns {@code this}. What is not said is as at
 * a spawn of a method whose annotation says nothing about its JVM.
 *
 * <p>Threads: not safe; used while {@link ZProc#standby(java.util.function.Consumer, int)} runs.
 */
public final class StandbyOptions extends JvmSettings<StandbyOptions> {

  StandbyOptions(ZProcOptions context) {
    super(context);
  }

  @Override
  StandbyOptions self() {
    return this;
  }

  JvmSpec jvm() {
    return jvm(Worker.class);
  }
}

package dev.zproc.runtime;

import dev.zproc.runtime.internal.process.JvmSpec;

/**
 * The JVM of a {@linkplain ServerMode#FORKED forked} server; each method returns {@code this}. Its
 * heap is as large as this JVM's may be, unless {@link #heap} says otherwise; the limits in bytes
 * of {@link ZProcOptions} stay shares of this JVM's, so set those that are to be others. What it
 * prints to stdout is dropped, and its stderr goes where {@link #output} says.
 *
 * <p>Threads: not safe; used while {@link ZProc#open(java.util.function.Consumer)} runs.
 */
public final class ServerJvmOptions extends JvmSettings<ServerJvmOptions> {

  ServerJvmOptions(ZProcOptions context) {
    super(context);
    heap((Runtime.getRuntime().maxMemory() >> 20) + "m");
  }

  @Override
  ServerJvmOptions self() {
    return this;
  }

  JvmSpec jvm() {
    return jvm(Server.class);
  }
}

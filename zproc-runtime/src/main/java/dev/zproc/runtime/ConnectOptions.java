package dev.zproc.runtime;

import dev.zproc.runtime.internal.engine.Durations;
import java.nio.file.Path;
import java.time.Duration;

/**
 * How a context is connected to a server that runs on its own; each method returns {@code this}.
 * The limits are those of the server.
 *
 * <p>Threads: not safe; used while {@link ZProc#connect} runs.
 */
public final class ConnectOptions {

  private final ZProcOptions context = new ZProcOptions();
  private Duration timeout = Duration.ofSeconds(10);

  ConnectOptions() {}

  /** Says how long the server may take to let this program in: 10 s. */
  public ConnectOptions timeout(Duration timeout) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(
          "timeout must be more than 0, not " + Durations.text(timeout));
    }
    this.timeout = Durations.bounded(timeout);
    return this;
  }

  /** As {@link ZProcOptions#output}. */
  public ConnectOptions output(Output output) {
    context.output(output);
    return this;
  }

  /** As {@link ZProcOptions#stopTimeout}. */
  public ConnectOptions stopTimeout(Duration stopTimeout) {
    context.stopTimeout(stopTimeout);
    return this;
  }

  /** As {@link ZProcOptions#classPath}. */
  public ConnectOptions classPath(Path... entries) {
    context.classPath(entries);
    return this;
  }

  /** As {@link ZProcOptions#archive(boolean)}. */
  public ConnectOptions archive(boolean use) {
    context.archive(use);
    return this;
  }

  /** As {@link ZProcOptions#standby}. */
  public ConnectOptions standby(int count) {
    context.standby(count);
    return this;
  }

  Duration timeout() {
    return timeout;
  }

  ZProcOptions context() {
    return context;
  }
}

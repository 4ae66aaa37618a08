package dev.zproc.runtime;

import java.time.Duration;

/**
 * How a context is opened; each method returns {@code this}.
 *
 * <p>Threads: not safe; used while {@link ZProc#open(java.util.function.Consumer)} runs.
 *
 * @since 0.1
 */
public final class ZProcOptions {

  private Output output = Output.INHERIT;
  private Duration stopTimeout = Duration.ofSeconds(10);

  ZProcOptions() {}

  /** Says where the output of children goes that are spawned without saying so. */
  public ZProcOptions output(Output output) {
    this.output = output;
    return this;
  }

  /** Says how long {@link ZProc#close} may take to stop all children before it kills them: 10 s. */
  public ZProcOptions stopTimeout(Duration stopTimeout) {
    if (stopTimeout.isNegative()) {
      throw new IllegalArgumentException("must not be negative, as is " + stopTimeout);
    }
    this.stopTimeout = stopTimeout;
    return this;
  }

  Output output() {
    return output;
  }

  Duration stopTimeout() {
    return stopTimeout;
  }
}

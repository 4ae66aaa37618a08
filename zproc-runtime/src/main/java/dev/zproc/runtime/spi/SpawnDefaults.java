package dev.zproc.runtime.spi;

import dev.zproc.CrashReason;
import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @ChildProcess} says about how to run the process; a spawn may override it.
 *
 * @param jvmArgs options for the JVM, one each
 * @param heap the largest heap as {@code -Xmx} spells it, or null for the JVM's own default
 * @param timeoutMillis how long one run of the method may take, or 0 for ever
 * @param startTimeoutMillis how long an attempt may take until its method begins, or waits to; or 0
 *     for ever
 * @param stopTimeoutMillis how long it has to end when it is stopped
 */
public record SpawnDefaults(
    List<String> jvmArgs,
    @Nullable String heap,
    long timeoutMillis,
    long startTimeoutMillis,
    long stopTimeoutMillis,
    RestartSpec restart) {

  public static final SpawnDefaults NONE =
      new SpawnDefaults(List.of(), null, 0, 0, 5_000, RestartSpec.NEVER);

  /**
   * {@code @Restart}, its periods in milliseconds.
   *
   * @param retryOn binary names of exceptions
   */
  public record RestartSpec(
      RestartPolicy on,
      List<String> retryOn,
      List<CrashReason> retryOnCrash,
      int max,
      long withinMillis,
      long backoffMillis,
      double factor,
      long maxBackoffMillis,
      double jitter,
      long resetAfterMillis,
      GiveUp onGiveUp) {

    public static final RestartSpec NEVER =
        new RestartSpec(
            RestartPolicy.NEVER,
            List.of(),
            List.of(),
            5,
            60_000,
            100,
            2,
            30_000,
            0.2,
            60_000,
            GiveUp.FAIL_WAITERS);
  }
}

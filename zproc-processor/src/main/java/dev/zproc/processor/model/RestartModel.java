package dev.zproc.processor.model;

import java.util.List;

/**
 * {@code @Restart}, checked.
 *
 * @param policy a constant of {@code RestartPolicy}
 * @param exceptions the binary names of those to retry on
 * @param crashes constants of {@code CrashReason}
 * @param giveUp a constant of {@code GiveUp}
 */
public record RestartModel(
    String policy,
    List<String> exceptions,
    List<String> crashes,
    int max,
    long withinMillis,
    long backoffMillis,
    double factor,
    long maxBackoffMillis,
    double jitter,
    long resetAfterMillis,
    String giveUp) {

  public RestartModel {
    exceptions = List.copyOf(exceptions);
    crashes = List.copyOf(crashes);
  }

  /** What an annotation says that says nothing. */
  public static final RestartModel NOTHING_SAID =
      new RestartModel(
          "NEVER", List.of(), List.of(), 5, 60_000, 100, 2, 30_000, 0.2, 60_000, "FAIL_WAITERS");
}

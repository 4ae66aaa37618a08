package dev.zproc.runtime.internal.supervision;

import org.jspecify.annotations.Nullable;

/**
 * A child of a group.
 *
 * @param launch how it is started
 * @param significant whether its end is that of the group
 * @param readiness when the next child may start
 * @param readyWhen what makes it ready, if its {@code readiness} is a condition
 */
public record MemberSpec(
    LaunchSpec launch,
    boolean significant,
    GroupPlan.Readiness readiness,
    @Nullable ReadyWhen readyWhen) {

  /** Waits for something that makes a child ready. */
  @FunctionalInterface
  public interface ReadyWhen {

    /**
     * Calls {@code then} once, in any thread, when it holds at {@code revision} or later; until the
     * result is run.
     */
    Runnable await(long revision, Runnable then);
  }
}

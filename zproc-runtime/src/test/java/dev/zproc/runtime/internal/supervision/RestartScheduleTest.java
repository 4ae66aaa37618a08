package dev.zproc.runtime.internal.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.zproc.CrashReason;
import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RestartScheduleTest {

  private static final AttemptEnd FAILED = ended(new ChildEnd.Exited(1, false));
  private static final AttemptEnd RETURNED = ended(new ChildEnd.Returned());
  private static final RestartSchedule.Decision OVER = new RestartSchedule.Over();
  private static final RestartBackoff BACKOFF =
      new RestartBackoff(
          Duration.ofMillis(100), 2, Duration.ofSeconds(30), 0.2, Duration.ofSeconds(60));

  private double random = 0.5;
  private long nowNanos = 1_000;
  private RestartBackoff backoff = BACKOFF;

  @Test
  void neverStartsAgainWithoutAPolicy() {
    assertThat(schedule(RestartPolicy.NEVER, 5).next(FAILED, 0, nowNanos)).isEqualTo(OVER);
  }

  @Test
  void startsAgainOnFailureOnly() {
    RestartSchedule schedule = schedule(RestartPolicy.ON_FAILURE, 5);

    assertThat(schedule.next(RETURNED, 0, nowNanos)).isEqualTo(OVER);
    assertThat(schedule.next(ended(new ChildEnd.Exited(0, true)), 0, nowNanos)).isEqualTo(OVER);
    assertThat(schedule.next(ended(new ChildEnd.Exited(0, false)), 0, nowNanos))
        .isInstanceOf(RestartSchedule.Again.class);
    assertThat(schedule.next(FAILED, 0, nowNanos)).isInstanceOf(RestartSchedule.Again.class);
  }

  @Test
  void startsAgainAfterAReturnIfAlways() {
    assertThat(schedule(RestartPolicy.ALWAYS, 5).next(RETURNED, 0, nowNanos))
        .isInstanceOf(RestartSchedule.Again.class);
  }

  @Test
  void startsAgainAfterNamedFailuresOnlyIfThereAreSuch() {
    RetryFilter named = new RetryFilter(Set.of("java.io.IOException"), Set.of(CrashReason.SIGNAL));
    AttemptEnd subclass =
        thrown("java.io.FileNotFoundException", "java.io.IOException", "java.lang.Exception");

    assertThat(schedule(named).next(subclass, 0, nowNanos))
        .isInstanceOf(RestartSchedule.Again.class);
    assertThat(schedule(named).next(ended(new ChildEnd.Signalled(9, "SIGKILL")), 0, nowNanos))
        .isInstanceOf(RestartSchedule.Again.class);
    assertThat(schedule(named).next(thrown("java.lang.Exception"), 0, nowNanos)).isEqualTo(OVER);
    assertThat(schedule(named).next(FAILED, 0, nowNanos)).isEqualTo(OVER);
    assertThat(schedule(named).next(ended(new ChildEnd.ServerGone()), 0, nowNanos)).isEqualTo(OVER);
  }

  /** The bytes are the same the next time; who wants to wait for better ones says so. */
  @Test
  void doesNotStartAgainForABadValueUnlessItIsNamed() {
    AttemptEnd bad =
        thrown(
            "dev.zproc.runtime.failure.BadValueException",
            "dev.zproc.runtime.failure.ZProcException",
            "java.lang.RuntimeException");

    assertThat(schedule(RestartPolicy.ON_FAILURE, 5).next(bad, 0, nowNanos)).isEqualTo(OVER);
    assertThat(schedule(RestartPolicy.ALWAYS, 5).next(bad, 0, nowNanos)).isEqualTo(OVER);
    RetryFilter named =
        new RetryFilter(Set.of("dev.zproc.runtime.failure.BadValueException"), Set.of());
    assertThat(schedule(named).next(bad, 0, nowNanos)).isInstanceOf(RestartSchedule.Again.class);
  }

  /** It was killed because it was slow; a library may have looked for a class, and said so. */
  @Test
  void startsAgainWhatHasOnlyPrintedThatAClassIsMissing() {
    String stderr = "WARN java.lang.ClassNotFoundException: x";
    AttemptEnd slow = ended(new ChildEnd.StartFailed("its method had not begun", "java", stderr));

    assertThat(schedule(RestartPolicy.ON_FAILURE, 5).next(slow, 0, nowNanos))
        .isInstanceOf(RestartSchedule.Again.class);
  }

  @Test
  void knowsEachReasonToCrash() {
    assertThat(RetryFilter.reason(new ChildEnd.OutOfMemory())).isEqualTo(CrashReason.OUT_OF_MEMORY);
    assertThat(RetryFilter.reason(new ChildEnd.TimedOut(Duration.ofSeconds(1))))
        .isEqualTo(CrashReason.TIMEOUT);
    assertThat(RetryFilter.reason(new ChildEnd.Crashed(6, null))).isEqualTo(CrashReason.CRASH);
    assertThat(RetryFilter.reason(new ChildEnd.Exited(3, true))).isEqualTo(CrashReason.EXIT);
    assertThat(RetryFilter.reason(new ChildEnd.StartFailed("no", "java")))
        .isEqualTo(CrashReason.START_FAILED);
    assertThat(RetryFilter.reason(new ChildEnd.Signalled(15, "SIGTERM")))
        .isEqualTo(CrashReason.SIGNAL);
    assertThat(RetryFilter.reason(new ChildEnd.Disconnected("user@host", "gone")))
        .isEqualTo(CrashReason.DISCONNECTED);
    assertThat(RetryFilter.reason(new ChildEnd.Threw("a.B", null, ""))).isNull();
  }

  @Test
  void doublesTheDelayUpToThirtySeconds() {
    RestartSchedule schedule = schedule(RestartPolicy.ON_FAILURE, 20);

    assertThat(millis(schedule, 0)).isEqualTo(100);
    assertThat(millis(schedule, 0)).isEqualTo(200);
    assertThat(millis(schedule, 0)).isEqualTo(400);
    for (int i = 0; i < 10; i++) {
      millis(schedule, 0);
    }
    assertThat(millis(schedule, 0)).isEqualTo(30_000);
  }

  @Test
  void growsByAnotherFactorUpToAnotherLimit() {
    backoff =
        new RestartBackoff(
            Duration.ofMillis(200), 1.5, Duration.ofMillis(400), 0, Duration.ofSeconds(1));
    RestartSchedule schedule = schedule(RestartPolicy.ON_FAILURE, 20);

    assertThat(List.of(millis(schedule, 0), millis(schedule, 0), millis(schedule, 0)))
        .containsExactly(200L, 300L, 400L);
  }

  @Test
  void variesTheDelayByAFifth() {
    random = 0;
    assertThat(millis(schedule(RestartPolicy.ON_FAILURE, 5), 0)).isEqualTo(80);
    random = Math.nextDown(1.0);
    assertThat(millis(schedule(RestartPolicy.ON_FAILURE, 5), 0)).isBetween(119L, 120L);
  }

  @Test
  void beginsAnewAfterAHealthyMinute() {
    RestartSchedule schedule = schedule(RestartPolicy.ON_FAILURE, 20);
    millis(schedule, 0);
    millis(schedule, TimeUnit.SECONDS.toNanos(60) - 1);

    assertThat(millis(schedule, TimeUnit.SECONDS.toNanos(60))).isEqualTo(100);
    assertThat(millis(schedule, 0)).isEqualTo(200);
  }

  @Test
  void givesUpAfterTheAllowedRestartsWithinThePeriod() {
    RestartSchedule schedule = schedule(RestartPolicy.ON_FAILURE, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(schedule.next(FAILED, 0, nowNanos + i)).isInstanceOf(RestartSchedule.Again.class);
    }

    assertThat(schedule.next(FAILED, 0, nowNanos + 3))
        .isEqualTo(new RestartSchedule.TooOften(new RestartLimit(null, 3, Duration.ofMinutes(1))));
  }

  @Test
  void forgetsRestartsThatArePastThePeriod() {
    RestartSchedule schedule = schedule(RestartPolicy.ON_FAILURE, 3);
    for (int i = 0; i < 30; i++) {
      nowNanos += TimeUnit.SECONDS.toNanos(21);
      assertThat(schedule.next(FAILED, 0, nowNanos))
          .as("restart %d", i)
          .isInstanceOf(RestartSchedule.Again.class);
    }
  }

  @Test
  void refusesPlansThatMakeNoSense() {
    Duration second = Duration.ofSeconds(1);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RestartBackoff(second, 0.5, second, 0, second))
        .withMessageContaining("factor");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RestartBackoff(second, 2, Duration.ZERO, 0, second))
        .withMessageContaining("longest");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RestartBackoff(second, 2, second, 1, second))
        .withMessageContaining("jitter");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RestartBackoff(second, 2, second, 0, Duration.ZERO))
        .withMessageContaining("resetAfter");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> schedule(RestartPolicy.ON_FAILURE, 0))
        .withMessageContaining("max");
  }

  private long millis(RestartSchedule schedule, long livedNanos) {
    return ((RestartSchedule.Again) schedule.next(FAILED, livedNanos, nowNanos)).delay().toMillis();
  }

  private RestartSchedule schedule(RestartPolicy on, int max) {
    return schedule(on, RetryFilter.ALL, max);
  }

  private RestartSchedule schedule(RetryFilter filter) {
    return schedule(RestartPolicy.ON_FAILURE, filter, 5);
  }

  private RestartSchedule schedule(RestartPolicy on, RetryFilter filter, int max) {
    return new RestartSchedule(
        new RestartPlan(on, filter, max, Duration.ofMinutes(1), backoff, GiveUp.FAIL_WAITERS),
        () -> random);
  }

  private static AttemptEnd ended(ChildEnd end) {
    return AttemptEnd.without(end, 1);
  }

  private static AttemptEnd thrown(String... classes) {
    ChildEnd end = new ChildEnd.Threw(classes[0], null, "");
    return new AttemptEnd(end, null, true, 1, 1, "", List.of(classes), false, null);
  }
}

package dev.zproc.runtime.internal.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.failure.ChildEnd;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RestartScheduleTest {

  private static final ChildEnd FAILED = new ChildEnd.Exited(1, false);
  private static final ChildEnd RETURNED = new ChildEnd.Returned();
  private static final RestartSchedule.Decision OVER = new RestartSchedule.Over();

  private double random = 0.5;
  private long nowNanos = 1_000;

  @Test
  void neverStartsAgainWithoutAPolicy() {
    assertThat(schedule(RestartPolicy.NEVER, 5).next(FAILED, 0, nowNanos)).isEqualTo(OVER);
  }

  @Test
  void startsAgainOnFailureOnly() {
    RestartSchedule schedule = schedule(RestartPolicy.ON_FAILURE, 5);

    assertThat(schedule.next(RETURNED, 0, nowNanos)).isEqualTo(OVER);
    assertThat(schedule.next(new ChildEnd.Exited(0, true), 0, nowNanos)).isEqualTo(OVER);
    assertThat(schedule.next(new ChildEnd.Exited(0, false), 0, nowNanos))
        .isInstanceOf(RestartSchedule.Again.class);
    assertThat(schedule.next(FAILED, 0, nowNanos)).isInstanceOf(RestartSchedule.Again.class);
  }

  @Test
  void startsAgainAfterAReturnIfAlways() {
    assertThat(schedule(RestartPolicy.ALWAYS, 5).next(RETURNED, 0, nowNanos))
        .isInstanceOf(RestartSchedule.Again.class);
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
    millis(schedule, 0);

    assertThat(millis(schedule, TimeUnit.SECONDS.toNanos(60))).isEqualTo(100);
  }

  @Test
  void givesUpAfterTheAllowedRestartsWithinThePeriod() {
    RestartSchedule schedule = schedule(RestartPolicy.ON_FAILURE, 3);
    for (int i = 0; i < 3; i++) {
      assertThat(schedule.next(FAILED, 0, nowNanos + i)).isInstanceOf(RestartSchedule.Again.class);
    }

    assertThat(schedule.next(FAILED, 0, nowNanos + 3))
        .isEqualTo(new RestartSchedule.TooOften(new GaveUp(3, Duration.ofMinutes(1))));
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

  private long millis(RestartSchedule schedule, long livedNanos) {
    RestartSchedule.Again again =
        (RestartSchedule.Again) schedule.next(FAILED, livedNanos, nowNanos);
    return TimeUnit.NANOSECONDS.toMillis(again.delayNanos());
  }

  private RestartSchedule schedule(RestartPolicy on, int max) {
    return new RestartSchedule(
        new RestartPlan(on, max, Duration.ofMinutes(1), Duration.ofMillis(100)), () -> random);
  }
}

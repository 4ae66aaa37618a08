package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildEnd;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SwarmReportTest {

  @Test
  void countsOneInTheSingular() {
    Duration second = Duration.ofSeconds(1);
    SwarmReport.WorkerReport worker =
        new SwarmReport.WorkerReport(1, 2, true, 1, second, second, second, null, null);

    assertThat(new SwarmReport(List.of(worker), 1, 2, 2, 0, List.of()))
        .hasToString(
            "1 task has returned, 2 have not; 2 workers have died, 0 were started in place of"
                + " these\n"
                + "worker 1, pid 2, takes tasks: 1 task in 1 s, 1 s without one, 1 s to start");
  }

  @Test
  void isAFewLines() {
    Duration second = Duration.ofSeconds(1);
    SwarmReport report =
        new SwarmReport(
            List.of(
                new SwarmReport.WorkerReport(
                    1, 4711, true, 12, second, Duration.ofNanos(30_200_000), second, null, null),
                new SwarmReport.WorkerReport(
                    2,
                    4712,
                    false,
                    3,
                    second,
                    second,
                    second,
                    new ChildEnd.TimedOut(Duration.ofSeconds(5)),
                    null)),
            14,
            1,
            1,
            1,
            List.of(new SwarmReport.SlowTask("a.B.c(1)", 7, 1, second)));

    assertThat(report)
        .hasToString(
            "14 tasks have returned, 1 has not; 1 worker has died, 1 was started in place of it\n"
                + "worker 1, pid 4711, takes tasks: 12 tasks in 30 ms, 1 s without one, 1 s to"
                + " start\n"
                + "worker 2, pid 4712, was killed because its method ran for longer than 5 s: 3"
                + " tasks in 1 s, 1 s without one, 1 s to start\n"
                + "slow: item 7, a.B.c(1), 1 s by worker 1");
  }
}

package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.child.ChildEnd;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a worker was at when it ended counts as its work, and is among the slowest. */
class SwarmStatisticsTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final WorkerDeath KILLED =
      new WorkerDeath(new ChildEnd.Signalled(9, "SIGKILL"), 1, "");

  private final SwarmStatistics statistics = new SwarmStatistics();
  private final TestTasks tasks = new TestTasks(2, 0);
  private final Seat seat = new Seat(1, 0);
  private final Task first = task(1);
  private final Task second = task(2);

  private Task task(long id) {
    Task task = tasks.make(1);
    task.id = id;
    return task;
  }

  /** Ends the worker after 6 s, of which it was at its tasks for 5. */
  private SwarmStatistics.Totals ended(long mark) {
    statistics.started(1, false, 0);
    statistics.joined(1, 4711, SECOND);
    seat.since = SECOND;
    statistics.ended(1, KILLED, false, 6 * SECOND);
    statistics.cutShort(seat, mark, 6 * SECOND);
    return statistics.totals();
  }

  private static void checkBusy(SwarmStatistics.Totals totals, Task task) {
    assertThat(totals.workers().get(0).busyNanos()).isEqualTo(5 * SECOND);
    assertThat(totals.workers().get(0).waitNanos()).isZero();
    assertThat(totals.workers().get(0).tasks()).isOne();
    assertThat(totals.slow())
        .containsExactly(new SwarmStatistics.Slow(task.call(), task.index(), 1, 5 * SECOND));
  }

  @Test
  void countsWhatTheWorkerHasNoted() {
    seat.held.add(first);
    seat.held.add(second);

    checkBusy(ended(-2), second);
  }

  @Test
  void countsWhatTookTooLong() {
    seat.held.add(first);
    seat.overdue = first;

    checkBusy(ended(0), first);
  }

  @Test
  void countsTheFirstWhereNobodyKnows() {
    seat.held.add(first);
    seat.held.add(second);

    checkBusy(ended(0), first);
  }

  @Test
  void countsNothingOfAnIdleWorkerNorOfASetUp() {
    assertThat(ended(0).slow()).isEmpty();
    seat.held.add(first);
    seat.settingUp = first.id;
    statistics.cutShort(seat, 1, 6 * SECOND);

    assertThat(statistics.totals().slow()).isEmpty();
    assertThat(statistics.totals().workers().get(0).busyNanos()).isZero();
  }
}

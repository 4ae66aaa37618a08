package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StintTest {

  private final AtomicLong runs = new AtomicLong();
  private final Stint stint = new Stint(2);

  @Test
  void countsEachOperation() throws Exception {
    Tally tally = stint.of(runs::incrementAndGet);

    assertThat(tally.operations()).isEqualTo(runs.get()).isPositive();
    assertThat(tally.latencies().getTotalCount()).isEqualTo(runs.get());
    assertThat(tally.nanos()).isGreaterThanOrEqualTo(2_000_000);
  }

  @Test
  void aBatchCountsForAllThatIsInIt() throws Exception {
    Tally tally = stint.ofBatches(100, runs::incrementAndGet);

    assertThat(tally.operations()).isEqualTo(100 * runs.get());
    assertThat(tally.latencies().getTotalCount()).isEqualTo(runs.get());
  }

  @Test
  void aMeanStandsForMany() throws Exception {
    Tally tally = stint.ofMeans(100, runs::incrementAndGet);

    assertThat(tally.operations()).isEqualTo(runs.get());
    assertThat(tally.latencies().getTotalCount()).isEqualTo(runs.get() / 100);
  }

  @Test
  void believesWhatTimesItself() throws Exception {
    Tally tally = stint.ofTimed(() -> 7L);

    assertThat(tally.latencies().getMaxValue()).isEqualTo(7);
  }

  @Test
  void addsUpWhatThreadsDo() throws Exception {
    Tally tally = stint.ofThreads(3, thread -> runs::incrementAndGet);

    assertThat(tally.operations()).isEqualTo(runs.get()).isGreaterThanOrEqualTo(3);
  }
}

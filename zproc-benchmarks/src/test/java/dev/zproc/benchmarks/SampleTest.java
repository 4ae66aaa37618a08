package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

class SampleTest {

  @Test
  void knowsItsQuantiles() {
    Sample sample = Sample.of(tally(1_000), 1_000);

    assertThat(sample.p50()).isCloseTo(500, within(1.0));
    assertThat(sample.p99()).isCloseTo(990, within(1.0));
    assertThat(sample.p999()).isCloseTo(999, within(1.0));
    assertThat(sample.perSecond()).isEqualTo(500);
  }

  @Test
  void aQuantileAboveWhichNothingLiesIsNotKnown() {
    assertThat(Sample.of(tally(999), 1).p999()).isNaN();
    assertThat(Sample.of(tally(100), 1).p99()).isPositive();
    assertThat(Sample.of(tally(99), 1).p99()).isNaN();
  }

  @Test
  void aTallyCrossesAsALine() throws IOException {
    Tally there = tally(100);
    Tally here = PlayerContender.tally(there.line());

    assertThat(here.latencies()).isEqualTo(there.latencies());
    assertThat(here.operations()).isEqualTo(100);
    assertThat(here.nanos()).isEqualTo(2_000_000_000);
  }

  @Test
  void latenciesCrossAsALine() throws IOException {
    ByteBuffer nanos = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
    nanos.putLong(3_000).putLong(5_000);
    String packed = Base64.getEncoder().encodeToString(nanos.array());

    Tally tally = PlayerContender.tally("#latencies 2 9000 " + packed);

    assertThat(tally.latencies().getMinValue()).isCloseTo(3_000, within(3L));
    assertThat(tally.latencies().getMaxValue()).isCloseTo(5_000, within(5L));
    assertThat(tally.nanos()).isEqualTo(9_000);
  }

  @Test
  void anythingElseIsNoSample() {
    assertThatThrownBy(() -> PlayerContender.tally("#what")).hasMessageContaining("#what");
  }

  /** One operation of each number of microseconds, in two seconds. */
  private static Tally tally(int operations) {
    Histogram latencies = Stint.histogram();
    for (int i = 1; i <= operations; i++) {
      latencies.recordValue(i * 1_000L);
    }
    return Tally.of(latencies, operations, 2_000_000_000);
  }
}

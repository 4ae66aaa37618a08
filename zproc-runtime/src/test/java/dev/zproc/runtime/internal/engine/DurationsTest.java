package dev.zproc.runtime.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class DurationsTest {

  @Test
  void haveOneFormInMessages() {
    assertThat(Durations.text(Duration.ofMillis(100))).isEqualTo("100 ms");
    assertThat(Durations.text(Duration.ofMillis(1_500))).isEqualTo("1500 ms");
    assertThat(Durations.text(Duration.ofSeconds(2))).isEqualTo("2 s");
    assertThat(Durations.text(Duration.ofMinutes(2))).isEqualTo("120 s");
    assertThat(Durations.text(Duration.ofDays(1))).isEqualTo("24 h");
    assertThat(Durations.text(Duration.ZERO)).isEqualTo("0 s");
    assertThat(Durations.text(Duration.ofSeconds(-1))).isEqualTo("-1 s");
    assertThat(Durations.text(Duration.ofNanos(5))).isEqualTo("5 ns");
    assertThat(Durations.text(ChronoUnit.FOREVER.getDuration())).isEqualTo("for ever");
  }
}

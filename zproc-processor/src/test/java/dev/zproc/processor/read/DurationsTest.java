package dev.zproc.processor.read;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({"200ms, 200", "30s, 30000", "1m, 60000", "2h, 7200000", "5 s, 5000", "0s, 0"})
  void readsANumberAndAUnit(String text, long millis) {
    assertThat(Durations.millis(text)).hasValue(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "s", "-5s", "1.5s", "5d", "5S", " 5s", "5s ", "5  s", "٣s"})
  void refusesEverythingElse(String text) {
    assertThat(Durations.millis(text)).isEmpty();
  }

  @Test
  void doesNotOverflow() {
    assertThat(Durations.millis("999999999999h")).hasValue(999_999_999_999L * 3_600_000);
    assertThat(Durations.millis("1000000000000ms")).isEmpty();
  }
}

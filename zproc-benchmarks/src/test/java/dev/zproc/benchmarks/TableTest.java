package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

  @Test
  void showsMedianRangeAndRatioInTheGivenOrder() {
    List<Round> rounds =
        List.of(
            new Round(Map.of("plain", 40.0, "twice as slow", 80.0)),
            new Round(Map.of("plain", 50.0, "twice as slow", 100.0)),
            new Round(Map.of("plain", 60.0, "twice as slow", 1200.0)));

    assertThat(Table.of(List.of("plain", "twice as slow"), rounds))
        .hasToString(
            """
            contender      median    [min - max]   ratio
            plain            50.0  [40.0 - 60.0]  1.00 x
            twice as slow     100  [80.0 - 1200]  2.00 x
            """);
  }

  @Test
  void smallNumbersKeepTheirDigits() {
    List<Round> rounds = List.of(new Round(Map.of("a", 0.01234)), new Round(Map.of("a", 1.234)));

    assertThat(Table.of(List.of("a"), rounds).toString()).contains("[0.0123 - 1.23]");
  }
}

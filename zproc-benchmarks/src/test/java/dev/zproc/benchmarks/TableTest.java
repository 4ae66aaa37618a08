package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TableTest {

  private static final List<Figure> MEDIAN = List.of(Figure.P50);

  @Test
  void showsMedianRangeAndRatioInTheGivenOrder() {
    List<Round> rounds = List.of(round(40, 80), round(50, 100), round(60, 1200));

    assertThat(Table.of(List.of("plain", "slow"), MEDIAN, List.of(), rounds))
        .hasToString(
            """
            | contender | median |    [min - max] |  ratio |
            |:----------|-------:|---------------:|-------:|
            | plain     |   50.0 |  [40.0 - 60.0] | 1.00 x |
            | slow      |    100 | [80.0 - 1,200] | 2.00 x |
            """);
  }

  @Test
  void comparesOursWithEveryRow() {
    Sample ours = new Sample(10, 40, Double.NaN, 1_000, 100);
    Sample peer = new Sample(5, Double.NaN, Double.NaN, 4_000, 400);
    List<Round> rounds = List.of(new Round(Map.of("zproc", ours, "peer", peer)));

    assertThat(
            Table.of(List.of("zproc", "peer"), List.of(Figure.values()), List.of("zproc"), rounds))
        .hasToString(
            """
            | contender |  p50 |   [min - max] |  p99 | p99.9 | ops/s | zproc ÷ it (p50, p99, ops/s) |
            |:----------|-----:|--------------:|-----:|------:|------:|-----------------------------:|
            | zproc     | 10.0 | [10.0 - 10.0] | 40.0 |     - | 1,000 |       1.00 x, 1.00 x, 1.00 x |
            | peer      | 5.00 | [5.00 - 5.00] |    - |     - | 4,000 |            2.00 x, -, 0.25 x |
            """);
  }

  @Test
  void smallNumbersKeepTheirDigits() {
    List<Round> rounds = List.of(round(0.01234, 1), round(1.234, 1));

    assertThat(Table.of(List.of("plain"), MEDIAN, List.of(), rounds).toString())
        .contains("[0.0123 - 1.23]");
  }

  private static Round round(double plain, double slow) {
    return new Round(Map.of("plain", Sample.single(plain), "slow", Sample.single(slow)));
  }
}

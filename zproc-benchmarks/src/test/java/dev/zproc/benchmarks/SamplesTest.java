package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SamplesTest {

  @Test
  void medianOfAnOddNumberIsTheOneInTheMiddle() {
    Samples samples = Samples.of("a", Figure.P50, rounds(9, 1, 2));
    assertThat(samples.median()).isEqualTo(2);
    assertThat(samples.min()).isEqualTo(1);
    assertThat(samples.max()).isEqualTo(9);
  }

  @Test
  void medianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(Samples.of("a", Figure.P50, rounds(4, 1, 2, 100)).median()).isEqualTo(3);
  }

  @Test
  void ratiosCompareWithinARound() {
    List<Round> rounds =
        List.of(
            new Round(Map.of("base", Sample.single(1.0), "a", Sample.single(2.0))),
            new Round(Map.of("base", Sample.single(10.0), "a", Sample.single(20.0))),
            new Round(Map.of("base", Sample.single(100.0), "a", Sample.single(200.0))));
    Samples ratios = Samples.ratios("a", "base", Figure.P50, rounds);
    assertThat(ratios.min()).isEqualTo(2);
    assertThat(ratios.max()).isEqualTo(2);
  }

  @Test
  void aFigureThatOneRoundDoesNotKnowIsNotKnown() {
    assertThat(Samples.of("a", Figure.P50, rounds(1, 2)).known()).isTrue();
    assertThat(Samples.of("a", Figure.P50, rounds(1, Double.NaN)).known()).isFalse();
    assertThat(Samples.of("a", Figure.P99, rounds(1, 2)).known()).isFalse();
  }

  @Test
  void noSamplesAreRefused() {
    assertThatThrownBy(() -> Samples.of("a", Figure.P50, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anAbsentContenderIsNamed() {
    assertThatThrownBy(() -> Samples.of("b", Figure.P50, rounds(1))).hasMessageContaining("'b'");
  }

  private static List<Round> rounds(double... samples) {
    List<Round> rounds = new ArrayList<>();
    for (double sample : samples) {
      rounds.add(new Round(Map.of("a", Sample.single(sample))));
    }
    return rounds;
  }
}

package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LuckTestIT {

  @Test
  void theListenerStopsTheGeneratorAtTheFirstLuckyNumber() {
    SampleRun luck = SampleRun.of(LuckTest.class, "0.6", "0.62");

    assertThat(luck.errors()).isEmpty();
    assertThat(luck.exitCode()).isZero();
    List<String> generator = luck.linesOf("generator: ");
    assertThat(generator).last().isEqualTo("generator: STOP was set, so I exit");
    List<Double> numbers =
        generator.subList(0, generator.size() - 1).stream()
            .map(line -> Double.valueOf(line.substring("generator: num is ".length())))
            .toList();
    double lucky = numbers.stream().filter(n -> 0.6 < n && n < 0.62).findFirst().orElseThrow();
    assertThat(luck.linesOf("listener: "))
        .containsExactly(
            "listener: " + lucky + " is between 0.6 and 0.62, so I wake", "listener: I set STOP");
    luck.assertOrder(
        "listener: " + lucky + " is between 0.6 and 0.62, so I wake",
        "generator: STOP was set, so I exit");
    SampleRun.assertNothingLeft(LuckTest.class);
  }
}

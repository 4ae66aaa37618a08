package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.testing.Required;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every contender plays once: whether it does what it should, not how fast. */
class ContendersIT {

  private static final Options OPTIONS =
      Options.parse("--rounds=1", "--warm-up=0", "--millis=5", "--seed=1");

  /** Those that are left out have the same contenders as others, with other words. */
  private static final List<String> NAMES =
      List.of(
          "Get",
          "GetPipelined",
          "SetPipelined",
          "Wake",
          "EngineTransaction",
          "Spawn",
          "Map",
          "OpenerGetOneCpu",
          "LinkWake",
          "CurveKeysGet",
          "CurveWatchers",
          "CurveMemory");

  /** Those that play much of the same; with {@code -Pfull} alone. */
  private static final List<String> MORE =
      List.of("GetBy16", "OpenerGet", "Wake1000", "Call", "CurveValuesSet");

  /** Those that {@code .ci/run} installs. */
  @ParameterizedTest
  @EnumSource(names = {"ETCD", "REDIS"})
  void hasWhatContendersNeedWhereAllIsRequired(Tool tool) {
    String missing = tool.missing();
    assumeTrue(Required.isThere(missing == null, String.valueOf(missing)), missing);
  }

  static Stream<Benchmark> benchmarks() {
    List<Ours> ours = List.of(Ours.now());
    Scale.Size size = new Scale.Size(0, 20, 100);
    return Stream.of(
            Peers.all(ours, OPTIONS),
            Scale.all(size, ours, OPTIONS, 1),
            Curves.all(ours, Options.parse("--short", "--millis=5")))
        .flatMap(List::stream)
        .filter(benchmark -> isPlayed(benchmark.name()));
  }

  private static boolean isPlayed(String name) {
    return NAMES.contains(name) || (Boolean.getBoolean("zproc.full") && MORE.contains(name));
  }

  @ParameterizedTest
  @MethodSource("benchmarks")
  void plays(Benchmark benchmark) throws Exception {
    Round round = new Interleaved(OPTIONS).run(benchmark).get(0);

    for (Contender contender : benchmark.contenders()) {
      if (contender.missing() == null) {
        Sample sample = round.of(contender.name());
        assertThat(sample.operations()).as(contender.name()).isPositive();
        assertThat(sample.p50()).as(contender.name()).isPositive();
        assertThat(sample.perSecond()).as(contender.name()).isPositive();
      } else {
        assertThat(Objects.requireNonNull(contender.missing()).lines()).hasSize(1);
      }
    }
  }
}

package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ScaleTest {

  /** JMH runs in this JVM, and another build of this project may run it too. */
  @BeforeAll
  static void shareTheMachine() {
    System.setProperty("jmh.ignoreLock", "true");
  }

  @Test
  void everyStateIsMeasured() throws Exception {
    Options options = Options.parse("--rounds=1", "--warm-up=0", "--millis=2");
    List<Benchmark> inOneJvm =
        Scale.all(new Scale.Size(3, 20, 100), List.of(), options, 0).stream()
            .filter(benchmark -> !benchmark.name().startsWith("Link"))
            .toList();

    assertThat(inOneJvm)
        .extracting(Benchmark::name)
        .containsExactly("StoreRead", "StoreWrite", "StoreWake", "Encode", "Decode");
    for (Benchmark benchmark : inOneJvm) {
      List<Round> rounds = new Interleaved(options).run(benchmark);
      assertThat(rounds.get(0).samples()).hasSameSizeAs(benchmark.contenders());
      assertThat(rounds.get(0).samples().values()).allMatch(sample -> sample.p50() > 0);
    }
  }

  @Test
  void namesSayWhatThereIs() {
    assertThat(new Load(1, 0, 0, false)).hasToString("1 key");
    assertThat(new Load(1_000, 1, 100_000, true))
        .hasToString("any of 1,000 keys, 1 watch, 100,000 conditions");
  }
}

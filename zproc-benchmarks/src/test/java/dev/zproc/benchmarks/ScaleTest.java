package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void everyStateIsMeasured() throws Exception {
    Options options = Options.parse("--rounds=1", "--warm-up=0");
    List<Benchmark> all = Scale.all(new Scale.Size(3, 20, 100, 2, 10));

    assertThat(all).hasSize(9);
    for (Benchmark benchmark : all) {
      List<Round> rounds = new Interleaved(options).run(benchmark);
      assertThat(rounds.get(0).samples()).hasSameSizeAs(benchmark.contenders());
      assertThat(rounds.get(0).samples().values()).allMatch(nanos -> nanos > 0);
    }
  }

  @Test
  void namesSayWhatThereIs() {
    assertThat(new Load(1, 0, 0, false)).hasToString("1 key");
    assertThat(new Load(1_000, 1, 100_000, true))
        .hasToString("any of 1,000 keys, 1 watch, 100,000 conditions");
  }
}

package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpawnTimeIT {

  @Test
  void everyContenderStartsAndSaysHello() throws Exception {
    SpawnTime benchmark = new SpawnTime();
    List<Round> rounds = new Interleaved(Options.parse("--rounds=1", "--warm-up=0")).run(benchmark);

    assertThat(rounds).hasSize(1);
    assertThat(rounds.get(0).samples()).hasSameSizeAs(benchmark.contenders());
    assertThat(rounds.get(0).samples().values()).allMatch(millis -> millis > 1);
  }
}

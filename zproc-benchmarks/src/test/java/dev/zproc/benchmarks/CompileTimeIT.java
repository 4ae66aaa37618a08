package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CompileTimeIT {

  /** Small, since it asks whether everybody compiles what it should, not how fast. */
  @Test
  void everyContenderCompilesItsSources() throws Exception {
    CompileTime benchmark =
        new CompileTime(
            "small",
            "ms",
            List.of(
                new Javac("without, cold", 20, false, true),
                new Javac("with, cold", 20, true, true),
                new Javac("without", 20, false, false),
                new Javac("with", 20, true, false)));

    List<Round> rounds = new Interleaved(Options.parse("--rounds=1", "--warm-up=0")).run(benchmark);

    assertThat(rounds.get(0).samples().values()).hasSize(4).allMatch(millis -> millis > 1);
  }
}

package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

@EnabledIfSystemProperty(
    named = "zproc.full",
    matches = "true",
    disabledReason = "with -Pfull alone")
class CompileTimeIT {

  /** Small, since it asks whether everybody compiles what it should, not how fast. */
  @Test
  void everyContenderCompilesItsSources() throws Exception {
    CompileTime benchmark =
        new CompileTime(
            "small",
            "ms",
            List.of(
                new Javac("without, cold", 20, null, true),
                new Javac("with, cold", 20, Processor.current(), true),
                new Javac("without", 20, null, false),
                new Javac("with", 20, Processor.current(), false),
                new Javac("before", 20, Processor.before(Processor.current().jar()), false)));

    List<Round> rounds = new Interleaved(Options.parse("--rounds=1", "--warm-up=0")).run(benchmark);

    assertThat(rounds.get(0).samples().values()).hasSize(5).allMatch(sample -> sample.p50() > 1);
  }
}

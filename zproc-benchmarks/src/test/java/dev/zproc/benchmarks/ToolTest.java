package dev.zproc.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ToolTest {

  @Test
  void whatIsNotThereIsOneLineThatSaysHowToInstallIt(@TempDir Path folder) {
    assertThat(Tool.REDIS.missing(folder.toString()))
        .isEqualTo("redis-server is not installed; apt-get install redis-server");
  }

  @Test
  void whatIsThereIsNotMissing(@TempDir Path folder) throws Exception {
    Path program = Files.createFile(folder.resolve(Tool.REDIS.program()));
    assertThat(program.toFile().setExecutable(true)).isTrue();

    assertThat(Tool.REDIS.missing("/nowhere:" + folder)).isNull();
  }

  @Test
  void anOutcomeHasALineForEachReason() {
    List<Contender> contenders =
        List.of(
            new PlayerContender("a", List.of("a"), 1, "install x"),
            new PlayerContender("b", List.of("b"), 1, "install y"),
            new PlayerContender("c", List.of("c"), 1, "install x"));
    Benchmark benchmark =
        new Question("All", "nothing", contenders, List.of(Figure.P50), List.of("a"));

    assertThat(Outcome.of(benchmark, Options.parse("--rounds=1")).markdown())
        .isEqualTo(
            """

            ## All

            nothing.


            Missing: a, c: install x

            Missing: b: install y
            """);
  }
}

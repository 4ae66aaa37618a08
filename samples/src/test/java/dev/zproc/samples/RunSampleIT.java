package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The script {@code run-sample}, in a folder of its own: what it asks of Maven, which is that of
 * the test and tells it, and what it then runs, which is real.
 */
@DisabledOnOs(OS.WINDOWS)
class RunSampleIT {

  @TempDir private Path folder;

  @BeforeEach
  void layOut() throws IOException {
    Path script = Path.of("..", "run-sample");
    Files.copy(script, folder.resolve("run-sample"), StandardCopyOption.COPY_ATTRIBUTES);
    Path samples = Files.createDirectories(folder.resolve("samples"));
    Files.copy(Path.of("README.md"), samples.resolve("README.md"));
    Path maven = Files.createDirectories(folder.resolve("bin")).resolve("mvn");
    Files.writeString(
        maven,
        """
        #!/bin/sh
        echo "$PWD mvn $*"
        mkdir -p samples/target
        ln -sfn "%s" samples/target/classes
        printf %%s "$LIBRARIES" > samples/target/class-path.txt
        """
            .formatted(Path.of("target", "classes").toAbsolutePath()));
    assertThat(maven.toFile().setExecutable(true)).isTrue();
  }

  private SampleRun run(String... arguments) {
    return SampleRun.ofScript(folder.resolve("run-sample"), folder.resolve("bin"), arguments);
  }

  @Test
  void buildsAndRunsTheChainReaction() throws IOException {
    SampleRun first = run();

    assertThat(first.exitCode()).as(first.errors()).isZero();
    assertThat(first.lines()).containsExactlyInAnyOrderElementsOf(ChainReactionIT.OUTPUT);
    assertThat(first.errors().lines())
        .containsExactly(
            "Building zproc; the first time takes a while.",
            folder.toRealPath() + " mvn -q -B -Pfast -Dmaven.test.skip -pl samples -am package");

    SampleRun second = run("1");
    assertThat(second.exitCode()).as(second.errors()).isZero();
    assertThat(second.errors()).doesNotContain("the first time");
    SampleRun.assertNothingLeft(ChainReaction.class);
  }

  @Test
  void handsArgumentsOnAndEndsAsTheSampleDoes() {
    SampleRun wrong = run("LuckTest", "no number");

    assertThat(wrong.exitCode()).isEqualTo(1);
    assertThat(wrong.errors()).contains("NumberFormatException: For input string: \"no number\"");
    assertThat(wrong.lines()).isEqualTo(List.of());
  }

  @Test
  void listsWhatThereIs() {
    for (String name : List.of("NoSuchSample", "0", ".*", "a/b")) {
      SampleRun none = run(name);

      assertThat(none.exitCode()).isEqualTo(1);
      assertThat(none.errors().lines())
          .startsWith("There is no sample '" + name + "'. There are:")
          .contains(
              "3 LuckTest: a condition with arguments, checked by the compiler; no moment is"
                  + " missed");
    }
  }
}

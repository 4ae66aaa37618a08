package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChainReactionIT {

  private static final int RUNS = Boolean.getBoolean("zproc.full") ? 200 : 6;

  /** What it prints; lines of different processes may come in another order. */
  static final List<String> OUTPUT =
      List.of(
          "child0: I set foo to foobar",
          "child1: foo got updated, so I wake",
          "child1: I set foo to bar",
          "child2: foo changed to bar, so I wake");

  /** So what the README says that its program prints is what it prints. */
  @Test
  void theProgramOfTheReadmeIsThisSample() throws IOException {
    Matcher printed =
        Pattern.compile("```java\n(.*?)```\n\n```\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "README.md")));
    assertThat(printed.find()).isTrue();
    String sample =
        Files.readString(Path.of("src/main/java/dev/zproc/samples/ChainReaction.java"))
            .replace("package dev.zproc.samples;", "")
            .replace("private ChainReaction() {}", "");

    assertThat(withoutComments(printed.group(1))).isEqualTo(withoutComments(sample));
    assertThat(printed.group(2).lines()).containsExactlyElementsOf(OUTPUT);
  }

  private static String withoutComments(String source) {
    return source
        .replaceAll("(?s)/\\*.*?\\*/", "")
        .replaceAll("(?m)//.*$", "")
        .replaceAll("\\s+", " ")
        .strip();
  }

  @Test
  void everyRunReacts() {
    for (int run = 0; run < RUNS; run++) {
      SampleRun chain = SampleRun.of(ChainReaction.class);

      assertThat(chain.errors()).as("run %d", run).isEmpty();
      assertThat(chain.exitCode()).isZero();
      assertThat(chain.lines()).containsExactlyInAnyOrderElementsOf(OUTPUT);
      chain.assertOrder("child1: foo got updated, so I wake", "child1: I set foo to bar");
      chain.assertOrder(
          "child1: foo got updated, so I wake", "child2: foo changed to bar, so I wake");
    }
    SampleRun.assertNothingLeft(ChainReaction.class);
  }
}

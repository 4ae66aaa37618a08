package dev.zproc.junit.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every Java block of docs/guide/testing.md is part of a test here, which is compiled and run. */
class TestingPageTest {

  private static final Path PAGE = Path.of("..", "docs", "guide", "testing.md");
  private static final Path TESTS =
      Path.of("src", "test", "java", "dev", "zproc", "junit", "guide", "BakerIT.java");

  @Test
  void printsWhatIsRun() throws IOException {
    Matcher block =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(PAGE));
    List<String> blocks = new ArrayList<>();
    while (block.find()) {
      blocks.add(packed(block.group(1)));
    }

    assertThat(blocks).hasSizeGreaterThan(3);
    assertThat(packed(Files.readString(TESTS))).contains(blocks);
  }

  /** Without the layout, and the class that states and launchers are nested in here. */
  private static String packed(String text) {
    return text.replace("BakerIT_", "").replaceAll("\\s+", " ").strip();
  }
}

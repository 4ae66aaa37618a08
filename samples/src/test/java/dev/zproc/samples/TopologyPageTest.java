package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The guide shows the page of a sample, as it is generated. */
class TopologyPageTest {

  @Test
  void theGuideEndsWithThePageOfTheSample() throws IOException {
    String guide = Files.readString(Path.of("..", "docs", "guide", "topology.md"));
    try (InputStream page =
        LuckTest.class.getResourceAsStream("/META-INF/zproc/dev.zproc.samples.LuckTest.md")) {
      assertThat(page).isNotNull();
      assertThat(guide)
          .endsWith("\n---\n\n" + new String(page.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}

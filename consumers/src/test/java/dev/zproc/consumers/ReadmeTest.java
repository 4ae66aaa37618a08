package dev.zproc.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the README prints for a user to copy is what the projects here are built with. */
class ReadmeTest {

  @Test
  void theProjectHasThePomOfTheReadme() throws IOException {
    List<String> snippets = blocks("xml").stream().flatMap(ReadmeTest::topLevel).toList();

    assertThat(snippets).hasSize(2);
    assertThat(packed(Path.of("src/it/single/pom.xml"))).contains(snippets);
  }

  @Test
  void theGradleProjectHasTheScriptOfTheReadme() throws IOException {
    assertThat(packed(Path.of("gradle/build.gradle")))
        .contains(blocks("groovy").stream().map(ReadmeTest::packed).toList());
  }

  /** A block may hold several elements; a blank line parts them. */
  private static java.util.stream.Stream<String> topLevel(String block) {
    return Pattern.compile("\n\n").splitAsStream(block).map(ReadmeTest::packed);
  }

  private static List<String> blocks(String language) throws IOException {
    Matcher block =
        Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("..", "README.md")));
    List<String> found = new ArrayList<>();
    while (block.find()) {
      found.add(block.group(1));
    }
    assertThat(found).isNotEmpty();
    return found;
  }

  private static String packed(Path file) throws IOException {
    return packed(Files.readString(file));
  }

  /** Without the layout, which depends on where a snippet stands. */
  private static String packed(String text) {
    return text.replaceAll("\\s+", " ").replace("> <", "><").strip();
  }
}

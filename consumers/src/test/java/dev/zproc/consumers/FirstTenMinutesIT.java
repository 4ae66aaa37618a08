package dev.zproc.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The project of the guide's page for beginners, made of what stands there, builds and runs. */
class FirstTenMinutesIT {

  private static final Path PAGE = Path.of("..", "docs", "guide", "first-ten-minutes.md");

  /** The path of a file alone on a line, and the file below. */
  private static final Pattern FILE =
      Pattern.compile("(?ms)^`(?<path>[\\w./-]+)`\n\n```\\w+\n(?<text>.*?)^```$");

  private static final Pattern OUTPUT = Pattern.compile("(?s)\n\n```\n(?<text>.*?)\n```\n");

  @Test
  void whatIsPrintedBuildsRunsAndIsTested() throws IOException {
    String page = Files.readString(PAGE);
    Map<String, String> files = new LinkedHashMap<>();
    for (Matcher file = FILE.matcher(page); file.find(); ) {
      files.put(file.group("path"), file.group("text"));
    }
    assertThat(files.keySet())
        .containsExactly(
            "pom.xml",
            "src/main/java/com/acme/Bakery.java",
            "src/main/java/com/acme/Kitchen.java",
            "src/test/java/com/acme/KitchenTest.java",
            "src/main/java/com/acme/Oven.java");
    files.computeIfPresent("pom.xml", (path, pom) -> withPlugins(pom));

    Consumer project = Consumer.of("first ten minutes", files).build("test");
    printsWhatIsBelow(page, "## 4.", project.java("", "com.acme.Kitchen"));
    printsWhatIsBelow(page, "## 6.", project.java("", "com.acme.Oven"));
    assertThat(project.report("com.acme.KitchenTest"))
        .contains("Tests run: 1, Failures: 0, Errors: 0");
  }

  private static void printsWhatIsBelow(String page, String heading, Run run) {
    Matcher output = OUTPUT.matcher(page.substring(page.indexOf(heading)));
    assertThat(output.find()).isTrue();
    assertThat(run.errors()).isEmpty();
    assertThat(run.lines()).containsExactlyElementsOf(output.group("text").lines().toList());
    assertThat(run.exitCode()).isZero();
  }

  /** With the versions of our own build, of what Maven would fetch by itself. */
  private static String withPlugins(String pom) {
    assertThat(pom).contains("    <plugins>\n");
    return pom.replace(
        "    <plugins>\n",
        """
            <plugins>
              <plugin>
                <artifactId>maven-resources-plugin</artifactId>
                <version>${maven-resources.version}</version>
              </plugin>
        """);
  }
}

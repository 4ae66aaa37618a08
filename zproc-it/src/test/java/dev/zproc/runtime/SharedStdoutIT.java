package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What children print on the stdout of a root process of its own. */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class SharedStdoutIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  @ParameterizedTest
  @ValueSource(strings = {"inherit", "prefixed"})
  void keepsALineWholeThatIsPrintedInPieces(String where) throws Exception {
    int times = FULL ? 100_000 : 10_000;
    Pattern whole = Pattern.compile("(\\[([ab])\\] )?([ab]) says (\\d+), that is (\\d+): ([ab])");

    List<String> lines = output(RootJvm.of(Printers.class), "printf", "" + times, where);

    assertThat(lines).hasSize(2 * times).allMatch(line -> whole.matcher(line).matches());
    for (String name : List.of("a", "b")) {
      String prefix = where.equals("prefixed") ? "[" + name + "] " : "";
      List<String> own =
          lines.stream().filter(line -> line.startsWith(prefix + name + " says")).toList();
      for (int i = 0; i < times; i++) {
        assertThat(own.get(i)).startsWith(prefix + name + " says " + i + ",");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"inherit, ''", "prefixed, '[a] '"})
  void keepsWhatIsNotAsciiInAnAsciiLocale(String where, String prefix) throws Exception {
    RootJvm.Launch launch =
        RootJvm.of(Printers.class)
            .env("LC_ALL", "C")
            .jvm("-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8");

    assertThat(output(launch, "unicode", "1", where)).contains(prefix + "žluť 🐎 ½ ü");
  }

  @Test
  void passesRawBytesOnAsTheyAreInAnyLocale() throws Exception {
    RootJvm.Launch launch =
        RootJvm.of(Printers.class).env("LC_ALL", "C").jvm("-Dfile.encoding=US-ASCII");

    assertThat(output(launch, "raw", "1", "prefixed")).contains("[a] ž", "[b] ž");
  }

  @ParameterizedTest
  @ValueSource(strings = {"inherit", "prefixed"})
  void printsInTheCharacterSetInWhichWeDo(String where) throws Exception {
    RootJvm.Launch launch =
        RootJvm.of(Printers.class)
            .jvm("-Dfile.encoding=ISO-8859-1", "-Dstdout.encoding=ISO-8859-1");

    // The test reads UTF-8, in which neither byte of Latin-1 is a character.
    assertThat(output(launch, "latin", "1", where))
        .allMatch(line -> line.endsWith("\uFFFD \uFFFD"));
  }

  @Test
  void showsAPromptAtOnceThoughItsLineIsOpen() throws Exception {
    try (RootJvm root = new RootJvm(Printers.class, "prompt", "1", "inherit")) {
      await().atMost(Duration.ofSeconds(30)).until(() -> root.text().contains("a? "));
    }
  }

  private static List<String> output(RootJvm.Launch launch, String... args) throws Exception {
    try (RootJvm root = launch.start(args)) {
      assertThat(root.exitCode()).as("%s", root.lines()).isZero();
      return root.lines();
    }
  }
}

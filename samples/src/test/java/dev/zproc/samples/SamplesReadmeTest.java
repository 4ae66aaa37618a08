package dev.zproc.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of the samples, which {@code run-sample} reads too. */
class SamplesReadmeTest {

  private static final Path SOURCES = Path.of("src/main/java/dev/zproc/samples");
  private static final Path TESTS = Path.of("src/test/java/dev/zproc/samples");

  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| (\\d+) \\| \\[(\\w+)\\]\\((.*?)\\) \\| .+ \\|$");

  private static List<String> listed() throws IOException {
    List<String> names = new ArrayList<>();
    Matcher row = ROW.matcher(Files.readString(Path.of("README.md")));
    while (row.find()) {
      names.add(row.group(2));
      assertThat(row.group(1)).as(row.group(2)).isEqualTo("" + names.size());
      assertThat(Path.of(row.group(3))).isRegularFile().hasFileName(row.group(2) + ".java");
    }
    return names;
  }

  @Test
  void everyProgramIsListed() throws IOException {
    assertThat(listed()).containsExactlyInAnyOrderElementsOf(programs());
  }

  @Test
  void everyProgramSaysItsNumber() throws IOException {
    List<String> names = listed();
    for (String name : names) {
      assertThat(SOURCES.resolve(name + ".java"))
          .content()
          .contains("\n * <b>" + (names.indexOf(name) + 1) + ".</b> ");
    }
  }

  @Test
  void everyProgramIsRunByATest() throws IOException {
    String tests;
    try (Stream<Path> files = Files.list(TESTS)) {
      tests = String.join("\n", files.map(SamplesReadmeTest::read).toList());
    }
    for (String name : listed()) {
      assertThat(tests).containsPattern("(SampleRun\\.of|\\brun)\\(" + name + "\\.class");
    }
  }

  private static List<String> programs() throws IOException {
    try (Stream<Path> files = Files.list(SOURCES)) {
      return files
          .filter(file -> read(file).contains("public static void main("))
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

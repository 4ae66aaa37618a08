package dev.zproc.processor.condition;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The conditions in docs/diagnostics.md are told what stands above them. */
final class DocumentedConditionsTest {

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "### (\\w+)\n\n```\n\\[ZProc/\\1] (At [^\n]+)\n```\n(?:(?!\n##).)*?"
              + "Bad:\n\n```java\n@WaitFor\\(\"([^\n]*)\"\\)\n```\n\n"
              + "Good:\n\n```java\n@WaitFor\\(\"([^\n]*)\"\\)\n```\n",
          Pattern.DOTALL);

  private record Example(String code, String message, String bad, String good) {}

  private static List<Example> examples() throws IOException {
    Matcher matcher = EXAMPLE.matcher(Files.readString(Path.of("..", "docs", "diagnostics.md")));
    List<Example> examples = new ArrayList<>();
    while (matcher.find()) {
      examples.add(
          new Example(
              matcher.group(1),
              matcher.group(2),
              matcher.group(3).translateEscapes(),
              matcher.group(4).translateEscapes()));
    }
    return examples;
  }

  @Test
  void thereAreMany() throws IOException {
    assertThat(examples()).hasSizeGreaterThan(25);
  }

  @TestFactory
  Stream<DynamicTest> saysWhatIsDocumented() throws IOException {
    return examples().stream()
        .filter(example -> !example.code().equals("TooDeep"))
        .map(example -> DynamicTest.dynamicTest(example.code(), () -> check(example)));
  }

  private static void check(Example example) {
    assertThat(ConditionCompiler.compile(example.bad(), Bakery.ONE).findings())
        .extracting(finding -> finding.problem().code() + " " + finding.text())
        .containsExactly(example.code() + " " + example.message());
    assertThat(ConditionCompiler.compile(example.good(), Bakery.ONE).findings()).isEmpty();
  }
}

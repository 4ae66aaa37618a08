package dev.zproc.processor.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/diagnostics.md describes every problem, and no other. */
final class DiagnosticsTest {

  private static final Path FILE = Path.of("..", "docs", "diagnostics.md");

  private static Map<String, String> sections() throws IOException {
    Map<String, String> sections = new LinkedHashMap<>();
    String[] parts = ("\n" + Files.readString(FILE)).split("\n### ");
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      String[] headingAndBody = part.split("\n", 2);
      String body = headingAndBody[1].split("\n## ", 2)[0];
      assertThat(sections.put(headingAndBody[0], body)).as(headingAndBody[0]).isNull();
    }
    return sections;
  }

  @Test
  void describesEveryProblemInTheOrderOfTheTable() throws IOException {
    List<String> codes = Arrays.stream(Problem.values()).map(Problem::code).toList();

    assertThat(sections().keySet()).containsExactlyElementsOf(codes);
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void showsABadAndAGoodExample(Problem problem) throws IOException {
    String body = sections().get(problem.code());

    assertThat(body).as("the section of " + problem.code()).isNotNull();
    assertThat(body).contains("Bad:", "Good:");
    assertThat(body.indexOf("Bad:")).isLessThan(body.indexOf("Good:"));
    assertThat(body.split("```", -1).length % 2).as("code blocks are closed").isEqualTo(1);
    assertThat(body.contains("Warning.")).isEqualTo(problem.kind() == Problem.Kind.WARNING);
  }

  @ParameterizedTest
  @EnumSource(Problem.class)
  void showsTheMessageAsItIsPrinted(Problem problem) throws IOException {
    String[] things = new String[problem.holes()];
    Arrays.fill(things, "\0");
    String pattern =
        Arrays.stream(problem.text((Object[]) things).split("\0", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining("[^\n]*"));

    assertThat(sections().get(problem.code()))
        .containsPattern(
            "^\n```\n\\[ZProc/"
                + problem.code()
                + "\\] (At column \\d+ of the condition: )?"
                + pattern
                + "\n```\n");
  }
}

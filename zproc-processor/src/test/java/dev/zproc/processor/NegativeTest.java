package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import dev.zproc.processor.report.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compiles each bad case, named after the problem that it has. A comment {@code // error: text} or
 * {@code // warning: text} marks the line of a diagnostic and how it begins; there must be these
 * and no others.
 */
class NegativeTest {

  private static final Pattern MARKER =
      Pattern.compile("// (error|warning): (.*?)(?=// (?:error|warning): |$)");

  /**
   * These depend on what surrounds the compiler; {@link EnvironmentTest}, {@link TopologyTest} and
   * {@link SeparateCompilationTest} have them.
   */
  private static final Set<Problem> OF_THE_ENVIRONMENT =
      Set.of(
          Problem.BAD_OPTION,
          Problem.COMPACT_SOURCE,
          Problem.HIDDEN_NULLABLE,
          Problem.RUNTIME_MISSING,
          Problem.RUNTIME_NOT_READ,
          Problem.RUNTIME_MISMATCH,
          Problem.UNRESOLVED,
          Problem.NON_ASCII_NAME,
          Problem.WRITE_FAILED,
          Problem.INTERNAL);

  @Test
  void everyProblemHasABadCase() {
    assertThat(bad())
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(Problem.values())
                .filter(problem -> !OF_THE_ENVIRONMENT.contains(problem))
                .map(problem -> problem.code() + ".java")
                .toList());
  }

  static Stream<String> bad() {
    return Cases.list(Cases.BAD).map(path -> path.getFileName().toString());
  }

  @ParameterizedTest
  @MethodSource("bad")
  void reportsWhatTheFileSays(String name) {
    Path file = Cases.BAD.resolve(name);
    Compilation compilation = Javac.plain(List.of(Cases.source(file)));
    assertThat(actual(compilation))
        .as(Javac.messages(compilation))
        .usingElementComparator(NegativeTest::compare)
        .containsExactlyInAnyOrderElementsOf(expected(file));
    String code = name.replace(".java", "");
    assertThat(Cases.read(file)).contains("[ZProc/" + code + "]");
    assertThat(Javac.messages(compilation))
        .as("noise of javac about what was not generated")
        .doesNotContain("last round");
  }

  private record Expected(String kind, long line, String text) {}

  private static int compare(Expected actual, Expected marked) {
    return actual.kind.equals(marked.kind)
            && actual.line == marked.line
            && (actual.text.startsWith(marked.text) || marked.text.startsWith(actual.text))
        ? 0
        : 1;
  }

  private static List<Expected> expected(Path file) {
    List<Expected> expected = new ArrayList<>();
    String[] lines = Cases.read(file).split("\n");
    for (int i = 0; i < lines.length; i++) {
      Matcher marker = MARKER.matcher(lines[i]);
      while (marker.find()) {
        expected.add(new Expected(marker.group(1), i + 1, marker.group(2).strip()));
      }
    }
    return expected;
  }

  private static List<Expected> actual(Compilation compilation) {
    List<Expected> actual = new ArrayList<>();
    for (Diagnostic<? extends JavaFileObject> diagnostic : compilation.diagnostics()) {
      String kind =
          switch (diagnostic.getKind()) {
            case ERROR -> "error";
            case WARNING, MANDATORY_WARNING -> "warning";
            default -> "note";
          };
      actual.add(
          new Expected(
              kind, diagnostic.getLineNumber(), diagnostic.getMessage(Locale.ROOT).strip()));
    }
    return actual;
  }
}

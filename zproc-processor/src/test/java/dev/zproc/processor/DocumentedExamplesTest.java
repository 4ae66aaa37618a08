package dev.zproc.processor;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import dev.zproc.processor.report.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compiles every example of docs/diagnostics.md: a bad one makes javac print the message above it
 * and nothing else, a good one makes it print nothing at all. What an example leaves out, the class
 * around a method or the state that a condition is about, is added as the document says it.
 */
class DocumentedExamplesTest {

  private static final Path FILE = Path.of("..", "docs", "diagnostics.md");

  /** These are about the build around a program: no example is a program that shows them. */
  private static final List<Problem> OF_THE_BUILD =
      List.of(
          Problem.BAD_OPTION,
          Problem.COMPACT_SOURCE,
          Problem.HIDDEN_NULLABLE,
          Problem.RUNTIME_MISSING,
          Problem.RUNTIME_MISMATCH,
          Problem.RUNTIME_NOT_READ,
          Problem.UNRESOLVED,
          Problem.NON_ASCII_NAME,
          Problem.WRITE_FAILED,
          Problem.INTERNAL);

  private static final Pattern SECTION =
      Pattern.compile(
          "### (\\w+)\n\n```\n(\\[ZProc/\\1] [^\n]+)\n```\n(?:(?!\n##).)*?"
              + "Bad:\n\n```java\n(.*?)\n```\n\n"
              + "Good:\n\n```java\n(.*?)\n```\n",
          Pattern.DOTALL);

  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:[a-z-]+ )*(?:class|interface|record|enum) (\\w+)");

  /** What examples speak of without declaring it; each after what needs it. */
  private static final Map<String, String> SUPPORT = support();

  private record Example(Problem problem, String message, String bad, String good) {}

  private static Map<String, String> support() {
    Map<String, String> support = new LinkedHashMap<>();
    support.put(
        "Bakery",
        """
        @State
        interface Bakery {
          int cookies();
          boolean open();
          double price();
          byte tiny();
          List<String> names();
          @Nullable String foo();
          @Nullable Order last();
          @Nullable Size size();
        }
        """);
    support.put("Shop", "@State interface Shop { int cookies(); boolean open(); }");
    support.put("Order", "record Order(long total, boolean paid) {}");
    support.put("Size", "enum Size { SMALL, MEDIUM, BIG }");
    support.put("Cake", "record Cake(Dough dough) {}");
    support.put("Dough", "record Dough(int grams) {}");
    support.put("Oven", "final class Oven {}");
    return support;
  }

  private static List<Example> examples() {
    Matcher matcher = SECTION.matcher(Cases.read(FILE));
    List<Example> examples = new ArrayList<>();
    while (matcher.find()) {
      String code = matcher.group(1);
      Problem problem =
          Arrays.stream(Problem.values()).filter(p -> p.code().equals(code)).findFirst().get();
      if (!OF_THE_BUILD.contains(problem)) {
        examples.add(new Example(problem, matcher.group(2), matcher.group(3), matcher.group(4)));
      }
    }
    return examples;
  }

  @Test
  void everyProblemOfAProgramHasExamples() {
    assertThat(examples())
        .extracting(Example::problem)
        .containsExactlyElementsOf(
            Arrays.stream(Problem.values()).filter(p -> !OF_THE_BUILD.contains(p)).toList());
  }

  @TestFactory
  Stream<DynamicTest> aBadExampleShowsItsMessageAndNothingElse() {
    return examples().stream()
        .map(example -> DynamicTest.dynamicTest(example.problem().code(), () -> bad(example)));
  }

  /** All in one run of javac, each in a package of its own: nothing is wrong with any of them. */
  @Test
  void goodExamplesShowNothing() {
    List<JavaFileObject> programs = new ArrayList<>();
    for (Example example : examples()) {
      String packageName = "com.acme." + example.problem().name().toLowerCase(Locale.ROOT);
      programs.addAll(program(example.good(), packageName));
    }

    Compilation compilation = Javac.strict(programs);

    assertThat(compilation.diagnostics()).as(Javac.messages(compilation)).isEmpty();
  }

  private static void bad(Example example) {
    Compilation compilation = Javac.plain(program(example.bad(), "com.acme"));

    String expected =
        Arrays.stream(example.message().split("…", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));
    if (example.problem() == Problem.NAME_TOO_LONG) {
      expected = expected.replaceAll("\\d\\d\\d bytes", "\\\\E\\\\d{3}\\\\Q bytes");
    }
    List<Diagnostic<? extends JavaFileObject>> told = new ArrayList<>(compilation.diagnostics());
    if (example.problem() == Problem.UNKNOWN_GENERATED) {
      assertThat(told).hasSize(2);
      told.removeIf(diagnostic -> diagnostic.getCode().startsWith("compiler.err.cant.resolve"));
    }
    assertThat(told)
        .as(Javac.messages(compilation))
        .singleElement()
        .satisfies(
            diagnostic -> {
              assertThat(diagnostic.getKind().toString().toLowerCase(Locale.ROOT))
                  .isEqualTo(example.problem().kind().toString().toLowerCase(Locale.ROOT));
              assertThat(diagnostic.getLineNumber()).isPositive();
            });
    assertThat(told.get(0).getMessage(Locale.ROOT)).matches(expected);
  }

  /** Makes a program of an example: each top-level type in a file of its own. */
  private static List<JavaFileObject> program(String example, String packageName) {
    Map<String, String> types = new LinkedHashMap<>();
    split(complete(example)).forEach(type -> types.put(name(type), type));
    assertThat(types).as(example).isNotEmpty();
    // In their order, so that what support needs is found too.
    for (Map.Entry<String, String> type : SUPPORT.entrySet()) {
      if (String.join("\n", types.values())
          .matches("(?s).*\\b" + type.getKey() + "(State)?\\b.*")) {
        types.putIfAbsent(type.getKey(), type.getValue());
      }
    }
    return types.entrySet().stream()
        .map(type -> source(packageName, type.getKey(), type.getValue()))
        .toList();
  }

  private static JavaFileObject source(String packageName, String name, String type) {
    return JavaFileObjects.forSourceString(
        packageName + "." + name,
        "package "
            + packageName
            + """
        ;

        import dev.zproc.*;
        import dev.zproc.runtime.*;
        import dev.zproc.runtime.spi.*;
        import dev.zproc.runtime.state.*;
        import java.io.*;
        import java.math.*;
        import java.nio.file.Path;
        import java.util.*;
        import org.jspecify.annotations.Nullable;

        """
            + type);
  }

  private static String name(String type) {
    Matcher matcher = TYPE.matcher(type);
    assertThat(matcher.find()).as(type).isTrue();
    return matcher.group(1);
  }

  private static List<String> split(String program) {
    List<String> types = new ArrayList<>();
    int from = 0;
    int depth = 0;
    for (int i = 0; i < program.length(); i++) {
      char c = program.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      boolean ends = depth == 0 && c == '}';
      if (ends && TYPE.matcher(program.substring(from, i)).find()) {
        types.add(program.substring(from, i + 1).strip());
        from = i + 1;
      }
    }
    return types;
  }

  private static String complete(String example) {
    String text =
        example
            .replaceAll("((?m:^ *(?:private )?interface) [^\n{]*)\\{ … }", "$1{ int cookies(); }")
            .replaceAll("((?:class|interface|enum|record) [^\n{]*)\\{ … }", "$1{}")
            .replace("{ … }", "{ throw new UnsupportedOperationException(); }")
            .replace("(((( … ", "((((cookies > 5))))" + "))")
            .replace("…", "a".repeat(250 - "bakeAVeryLongListOfThings".length()));
    if (TYPE.matcher(text).find()) {
      return text;
    }
    String body = text;
    if (!text.contains("{ throw")) {
      body = (text.startsWith("@WaitFor") ? "@ChildProcess\n" : "") + text + "\n" + METHOD;
    } else if (!text.contains("@")) {
      body = "@ChildProcess\n@WaitFor(\"enough()\")\n" + METHOD + text;
    }
    String predicate =
        body.contains(" enough(")
            ? ""
            : "static boolean enough(Bakery bakery) { return bakery.open(); }\n";
    return "final class Kitchen {\n" + predicate + body + "\n}";
  }

  private static final String METHOD =
      "static void bake(BakeryState bakery, int low, long high, String who, Path file) {}\n";
}

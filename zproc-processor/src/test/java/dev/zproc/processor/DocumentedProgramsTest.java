package dev.zproc.processor;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.testing.compile.Compilation;
import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.JavaFileObject;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Compiles every Java block of the README and the guide as it is printed, and without a warning.
 *
 * <p>A block with imports is a file, and compiles with the files above it on its page; those of the
 * README all are. Every other one is a fragment. It has the imports of its page, a block above it
 * that has nothing else, and knows what the page has declared above it: types, and variables; so
 * does what stands in a comment of the page, {@code <!-- java: … -->}. Its statements are put into
 * a method, its methods into a class. None is left out: a block that is wrong on purpose, marked by
 * {@code <!-- java: wrong -->}, must lead to exactly the messages in the block below it. A module
 * is compiled by {@link ModuleTest}, a test of zproc-junit by the consumers, who run it, too.
 */
class DocumentedProgramsTest {

  private static final Path ROOT = Path.of("..");
  private static final Path GUIDE = ROOT.resolve("docs/guide");

  private static final Pattern PART =
      Pattern.compile(
          "(?:<!-- java:(?<hidden>.*?)-->\n+)|(?<=^|\n)```java\n(?<code>.*?)(?<=\n)```\n"
              + "(?=(?:\n```\n(?<below>[^`]*)\n```)?)",
          Pattern.DOTALL);

  private static final Pattern FILE = Pattern.compile("(?m)^import ");
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern TYPE =
      Pattern.compile("(?m)^(?:\\w+ )*(?:class|interface|record|enum) (\\w+)");

  /** A block of a page: what it says, what surrounds it, and the messages that it must lead to. */
  private record Block(
      String name,
      String code,
      List<String> files,
      Map<String, String> types,
      List<String> variables,
      String wrong) {

    boolean isFile() {
      return FILE.matcher(code).find();
    }

    boolean isModule() {
      return code.startsWith("module ");
    }
  }

  @TestFactory
  Stream<DynamicTest> compiles() {
    return pages()
        .flatMap(page -> blocks(page).stream())
        .filter(block -> !block.isModule() && !isTest(block.code()))
        .map(block -> DynamicTest.dynamicTest(block.name(), () -> check(block)));
  }

  @Test
  void theReadmeHasFilesOnly() {
    assertThat(blocks(ROOT.resolve("README.md"))).isNotEmpty().allMatch(Block::isFile);
  }

  /** What this test does not see, a reader would not know to be untested. */
  @Test
  void noBlockIsOverlooked() {
    for (Path page : pages().toList()) {
      long fences = Cases.read(page).lines().filter(line -> line.contains("```java")).count();
      assertThat(blocks(page)).as(page.toString()).hasSize((int) fences);
    }
  }

  private static void check(Block block) {
    Compilation compilation = Javac.plain(block.isFile() ? files(block) : fragment(block));

    if (block.wrong().isEmpty()) {
      assertThat(compilation.diagnostics()).as(Javac.messages(compilation)).isEmpty();
    } else {
      assertThat(compilation.diagnostics())
          .as(Javac.messages(compilation))
          .allMatch(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
          .extracting(diagnostic -> diagnostic.getMessage(Locale.ROOT))
          .containsExactlyElementsOf(block.wrong().lines().toList());
    }
  }

  private static List<JavaFileObject> files(Block block) {
    List<String> files = new ArrayList<>(block.files());
    files.add(block.code());
    return files.stream().map(DocumentedProgramsTest::file).toList();
  }

  private static JavaFileObject file(String code) {
    Matcher type = TYPE.matcher(code);
    String name = type.find() ? type.group(1) : "Imports";
    Matcher in = PACKAGE.matcher(code);
    return JavaFileObjects.forSourceString(in.find() ? in.group(1) + "." + name : name, code);
  }

  private static List<JavaFileObject> fragment(Block block) {
    List<JavaPieces.Piece> pieces = JavaPieces.of(block.code());
    Map<String, String> types = new LinkedHashMap<>(block.types());
    addTypes(types, pieces);
    String fields = block.variables().stream().map(v -> "static " + v).collect(joining("\n"));
    String methods = text(pieces, JavaPieces.Kind.METHOD);
    String statements = text(pieces, JavaPieces.Kind.STATEMENT);
    types.put(
        "Fragment",
        "final class Fragment {\n%s\n%s\nstatic void run() throws Exception {\n%s\n}\n}"
            .formatted(fields, methods, statements));
    String imports = imports(block);
    return types.entrySet().stream()
        .map(
            type ->
                JavaFileObjects.forSourceString(
                    "com.acme." + type.getKey(), "package com.acme;\n" + imports + type.getValue()))
        .toList();
  }

  private static String text(List<JavaPieces.Piece> pieces, JavaPieces.Kind kind) {
    return pieces.stream()
        .filter(piece -> piece.kind() == kind)
        .map(JavaPieces.Piece::text)
        .collect(joining("\n"));
  }

  /** The block of imports on its page, for readers to copy as for this test. */
  private static String imports(Block block) {
    String imports =
        block.files().stream()
            .filter(file -> file.lines().allMatch(DocumentedProgramsTest::isImport))
            .collect(joining());
    assertThat(imports).as("the imports of the page, above " + block.name()).isNotEmpty();
    return imports;
  }

  /** A file that needs zproc-junit, which is built later. */
  private static boolean isTest(String code) {
    return code.contains("import dev.zproc.junit.");
  }

  private static boolean isImport(String line) {
    return line.isBlank() || line.startsWith("import ");
  }

  private static Stream<Path> pages() {
    try (Stream<Path> files = Files.list(GUIDE)) {
      List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
      // The page on testing is compiled, and run, where the extension is: by zproc-junit.
      files
          .filter(file -> file.toString().endsWith(".md") && !file.endsWith("testing.md"))
          .sorted()
          .forEach(pages::add);
      return pages.stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Block> blocks(Path page) {
    List<Block> blocks = new ArrayList<>();
    List<String> files = new ArrayList<>();
    Map<String, String> types = new LinkedHashMap<>();
    Map<String, String> variables = new LinkedHashMap<>();
    boolean wrong = false;
    Matcher part = PART.matcher(Cases.read(page));
    while (part.find()) {
      String hidden = part.group("hidden");
      if (hidden != null && hidden.isBlank()) {
        throw new IllegalStateException("an empty comment in " + page);
      } else if (hidden != null && hidden.strip().equals("wrong")) {
        wrong = true;
        continue;
      }
      String code = hidden == null ? part.group("code") : hidden;
      if (hidden == null) {
        String name = ROOT.relativize(page) + " " + (blocks.size() + 1);
        String below = wrong ? part.group("below") : "";
        assertThat(below).as("the messages below block " + name).isNotNull();
        blocks.add(
            new Block(
                name,
                code,
                List.copyOf(files),
                Map.copyOf(types),
                List.copyOf(variables.values()),
                below));
      }
      if (isTest(code)) {
        assertThat(page.toString()).endsWith("first-ten-minutes.md");
      } else if (FILE.matcher(code).find()) {
        files.add(code);
      } else if (!wrong) {
        declare(JavaPieces.of(code), types, variables);
      }
      wrong = false;
    }
    return blocks;
  }

  private static void declare(
      List<JavaPieces.Piece> pieces, Map<String, String> types, Map<String, String> variables) {
    addTypes(types, pieces);
    for (JavaPieces.Piece piece : pieces) {
      String variable = JavaPieces.variable(piece);
      if (!variable.isEmpty()) {
        variables.put(JavaPieces.variableName(variable), variable);
      }
    }
  }

  private static void addTypes(Map<String, String> types, List<JavaPieces.Piece> pieces) {
    for (JavaPieces.Piece piece : pieces) {
      if (piece.kind() == JavaPieces.Kind.TYPE) {
        types.put(JavaPieces.typeName(piece), piece.text());
      }
    }
  }
}

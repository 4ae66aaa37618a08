package dev.zproc.processor;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** The programs under {@code src/test/resources} that tests compile. */
final class Cases {

  static final Path GOOD = Path.of("src/test/resources/cases");
  static final Path BAD = Path.of("src/test/resources/cases-bad");

  private static final Pattern NOT_ASCII = Pattern.compile("[^\\x00-\\x7f]");
  private static final Pattern ESCAPED = Pattern.compile("_u([0-9a-f]{4})");

  private Cases() {}

  /** The names of the good cases. */
  static Stream<String> good() {
    return list(GOOD).map(path -> path.getFileName().toString());
  }

  static Path input(String name) {
    return GOOD.resolve(name).resolve("input");
  }

  static Path expected(String name) {
    return GOOD.resolve(name).resolve("expected");
  }

  /**
   * What is to be generated as {@code file}; its name is in ASCII, for any locale's file system.
   */
  static Path golden(String name, String file) {
    return expected(name).resolve(NOT_ASCII.matcher(file).replaceAll(Cases::escaped));
  }

  private static String escaped(MatchResult found) {
    return String.format("_u%04x", (int) found.group().charAt(0));
  }

  /**
   * The name of the file that {@code golden} is the expectation of, as {@link #golden} takes it.
   */
  static String generated(String name, Path golden) {
    String file = expected(name).relativize(golden).toString();
    return ESCAPED
        .matcher(file)
        .replaceAll(found -> String.valueOf((char) Integer.parseInt(found.group(1), 16)));
  }

  /** The sources of a good case, sorted. */
  static List<JavaFileObject> sources(String name) {
    return files(input(name)).stream().map(Cases::source).toList();
  }

  static JavaFileObject source(Path file) {
    try {
      return JavaFileObjects.forResource(file.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All files under {@code folder}, sorted. */
  static List<Path> files(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<Path> list(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

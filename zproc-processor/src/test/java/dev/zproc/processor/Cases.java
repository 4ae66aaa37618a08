package dev.zproc.processor;

import com.google.testing.compile.JavaFileObjects;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;

/** The programs under {@code src/test/resources} that tests compile. */
final class Cases {

  static final Path GOOD = Path.of("src/test/resources/cases");
  static final Path BAD = Path.of("src/test/resources/cases-bad");

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

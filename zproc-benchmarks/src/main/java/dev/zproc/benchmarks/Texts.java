package dev.zproc.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Real text files: the longest of this repository's own sources and documents. */
final class Texts {

  static final int COUNT = 200;

  private Texts() {}

  /** Lists them, one a line, in a new file, which is deleted when this process ends. */
  static Path list() {
    return Listed.FILE;
  }

  /** Written when it is first needed. */
  private static final class Listed {

    static final Path FILE = write();

    private static Path write() {
      Path home = Path.of(System.getProperty("zproc.benchmarks.home", "."));
      try {
        Path repository = home.resolve("..").toRealPath();
        List<Path> texts = new ArrayList<>(texts(repository.resolve("docs")));
        try (Stream<Path> modules = Files.list(repository)) {
          for (Path module : (Iterable<Path>) modules::iterator) {
            texts.addAll(texts(module.resolve("src")));
          }
        }
        List<String> longest =
            texts.stream()
                .sorted(
                    Comparator.comparingLong(Listed::size).reversed().thenComparing(Path::toString))
                .limit(COUNT)
                .map(Path::toString)
                .toList();
        Path file = Files.createTempFile("zproc-texts", ".txt");
        file.toFile().deleteOnExit();
        return Files.write(file, longest);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static List<Path> texts(Path folder) throws IOException {
      if (!Files.isDirectory(folder)) {
        return List.of();
      }
      try (Stream<Path> all = Files.walk(folder)) {
        return all.filter(Listed::isText).toList();
      }
    }

    private static boolean isText(Path file) {
      String name = file.toString();
      return name.endsWith(".java") || name.endsWith(".md");
    }

    private static long size(Path file) {
      try {
        return Files.size(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}

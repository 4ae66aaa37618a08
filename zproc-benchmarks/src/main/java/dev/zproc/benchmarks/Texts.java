package dev.zproc.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Real text files: the longest of this repository's own sources and documents, or books of them.
 */
final class Texts {

  static final int COUNT = 200;

  private static final int SEED = 1;
  private static final Map<Integer, Path> LISTS = new HashMap<>();

  private Texts() {}

  /** Lists them, one a line, in a new file, which is deleted when this process ends. */
  static Path list() {
    return books(0);
  }

  /**
   * The same of as many books that are deleted then, too: of so many kB each, put together from
   * those files in an order of their own.
   */
  static synchronized Path books(int kilobytes) {
    return LISTS.computeIfAbsent(kilobytes, Texts::write);
  }

  private static Path write(int kilobytes) {
    try {
      List<Path> texts = longest();
      if (kilobytes > 0) {
        texts = books(texts, kilobytes * 1_000L);
      }
      return Files.write(temporary("list"), texts.stream().map(Path::toString).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Path> books(List<Path> texts, long bytes) throws IOException {
    Random random = new Random(SEED);
    List<Path> books = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      Path book = temporary("book");
      try (OutputStream out = Files.newOutputStream(book)) {
        for (long written = 0; written < bytes; ) {
          written += Files.copy(texts.get(random.nextInt(texts.size())), out);
        }
      }
      books.add(book);
    }
    return books;
  }

  private static Path temporary(String what) throws IOException {
    Path file = Files.createTempFile("zproc-" + what, ".txt");
    file.toFile().deleteOnExit();
    return file;
  }

  private static List<Path> longest() throws IOException {
    Path home = Path.of(System.getProperty("zproc.benchmarks.home", "."));
    Path repository = home.resolve("..").toRealPath();
    List<Path> texts = new ArrayList<>(texts(repository.resolve("docs")));
    try (Stream<Path> modules = Files.list(repository)) {
      for (Path module : (Iterable<Path>) modules::iterator) {
        texts.addAll(texts(module.resolve("src")));
      }
    }
    return texts.stream()
        .sorted(Comparator.comparingLong(Texts::size).reversed().thenComparing(Path::toString))
        .limit(COUNT)
        .toList();
  }

  private static List<Path> texts(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Texts::isText).toList();
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

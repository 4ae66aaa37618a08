package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.ZProc;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;

/**
 * <b>14.</b> Counts the words of all files of a folder, a file at a time, and adds up what the
 * workers have found; without an argument, of a folder that it makes and deletes. A progress bar on
 * stderr shows how far it is; zproc itself prints nothing.
 */
final class WordCount {

  private static final int MADE_FILES = 100;
  private static final int MADE_WORDS = 5_000;
  private static final int SHOWN = 5;

  private static final Pattern NO_LETTERS = Pattern.compile("[^\\p{L}]+");

  private WordCount() {}

  /** How often each word occurs in a file of UTF-8. */
  @ChildProcess
  static Map<String, Integer> words(Path file) throws IOException {
    return NO_LETTERS
        .splitAsStream(Files.readString(file).toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toMap(word -> word, word -> 1, Integer::sum));
  }

  public static void main(String[] args) throws IOException {
    if (args.length > 0) {
      count(Path.of(args[0]));
      return;
    }
    Path folder = Files.createTempDirectory("words");
    try {
      make(folder);
      count(folder);
    } finally {
      for (Path file : files(folder)) {
        Files.delete(file);
      }
      Files.delete(folder);
    }
  }

  private static void count(Path folder) throws IOException {
    List<Path> files = files(folder);
    Map<String, Integer> total = new TreeMap<>();
    Map<Path, Throwable> failures = new TreeMap<>();
    try (ZProc zproc = ZProc.open();
        ProgressBar bar = new ProgressBar("counting", files.size());
        Swarm swarm =
            zproc.swarm(
                s ->
                    s.workers(2)
                        .progress(p -> bar.setExtraMessage(p.running() + " workers at it")))) {
      swarm.forEach(
          files,
          WordCountLauncher::words,
          words -> {
            bar.step();
            if (words.isSuccess()) {
              words.get().forEach((word, times) -> total.merge(word, times, Integer::sum));
            } else {
              failures.put(files.get((int) words.index()), words.failure());
            }
          });
    }
    failures.forEach((file, failure) -> System.err.println(file + ": " + failure.getMessage()));
    int all = total.values().stream().mapToInt(Integer::intValue).sum();
    System.out.printf(
        "%d words, %d different ones, in %d of %d files%n",
        all, total.size(), files.size() - failures.size(), files.size());
    total.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN)
        .forEach(word -> System.out.println(word.getValue() + " " + word.getKey()));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** Makes files of random words, the first ones of which are the most frequent. */
  private static void make(Path folder) throws IOException {
    String[] words =
        "the of and to a in is it you that he was for on are with as his they be".split(" ");
    Random random = new Random(1);
    for (int i = 0; i < MADE_FILES; i++) {
      StringBuilder text = new StringBuilder();
      for (int k = 0; k < MADE_WORDS; k++) {
        text.append(words[random.nextInt(1 + random.nextInt(words.length))]);
        text.append(k % 12 == 11 ? ".\n" : " ");
      }
      Files.writeString(folder.resolve("text" + i + ".txt"), text);
    }
  }
}

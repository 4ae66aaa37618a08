package dev.zproc.benchmarks.play.zproc;

import dev.zproc.ChildProcess;
import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.runtime.Standby;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.ZProc;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts the words of files in a swarm with a worker for each processor. The first word is what is
 * measured until the counts of all are here; the second names a file that lists the files.
 *
 * <ul>
 *   <li>{@code cold}: opens a context and a swarm for it;
 *   <li>{@code standby}: opens a swarm, for which JVMs wait;
 *   <li>{@code start}: as {@code cold}, with one file only, of no words;
 *   <li>{@code warm}: in a swarm that has done it before.
 * </ul>
 */
public final class WordCounts implements Play {

  private static final int WORKERS = Runtime.getRuntime().availableProcessors();

  private final Stint stint;
  private final String how;
  private final List<Path> files;
  private final long expected;
  private final ZProc zproc = ZProc.open();
  private final Swarm warm;

  /** Counts once by itself, to know what is right. */
  public WordCounts(Assignment assignment) throws IOException {
    stint = new Stint(assignment.millis());
    how = assignment.word(0);
    Path list = Path.of(assignment.word(1));
    Path nothing = Path.of("/dev/null");
    files =
        how.equals("start")
            ? List.of(nothing)
            : Files.readAllLines(list).stream().map(Path::of).toList();
    long all = 0;
    for (Path file : files) {
      all += sum(count(file));
    }
    expected = all;
    warm = zproc.swarm(s -> s.workers(how.equals("warm") ? WORKERS : 1));
    if (!how.equals("warm")) {
      warm.close();
    }
    if (how.equals("standby")) {
      zproc.standby(s -> {}, WORKERS);
    }
  }

  /**
   * How often each word is in a file; a word is a run of ASCII letters, and its case is ignored.
   */
  @ChildProcess
  static Map<String, Integer> count(Path file) throws IOException {
    byte[] text = Files.readAllBytes(file);
    Map<String, Integer> counts = new HashMap<>();
    int begin = -1;
    for (int i = 0; i <= text.length; i++) {
      int letter = i == text.length ? 0 : text[i] | 0x20;
      boolean inside = letter >= 'a' && letter <= 'z';
      if (inside) {
        text[i] = (byte) letter;
        begin = begin < 0 ? i : begin;
      } else if (begin >= 0) {
        String word = new String(text, begin, i - begin, StandardCharsets.ISO_8859_1);
        counts.merge(word, 1, Integer::sum);
        begin = -1;
      }
    }
    return counts;
  }

  private static long sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToLong(Integer::longValue).sum();
  }

  @Override
  public Tally sample() throws Exception {
    return stint.ofTimed(
        switch (how) {
          case "warm" -> () -> timed(System.nanoTime(), warm);
          case "standby" -> this::onStandby;
          default -> this::cold;
        });
  }

  private long cold() {
    long start = System.nanoTime();
    try (ZProc own = ZProc.open();
        Swarm swarm = own.swarm(s -> s.workers(WORKERS))) {
      return timed(start, swarm);
    }
  }

  private long onStandby() throws InterruptedException {
    while (zproc.standbys().stream().filter(Standby::ready).count() < WORKERS) {
      TimeUnit.MILLISECONDS.sleep(1); // nobody tells
    }
    long start = System.nanoTime();
    try (Swarm swarm = zproc.swarm(s -> s.workers(WORKERS))) {
      return timed(start, swarm);
    }
  }

  private long timed(long start, Swarm swarm) {
    Map<String, Integer> all = new HashMap<>();
    swarm.forEach(
        files,
        WordCountsLauncher::count,
        one -> one.get().forEach((word, count) -> all.merge(word, count, Integer::sum)));
    long nanos = System.nanoTime() - start;
    if (sum(all) != expected) {
      throw new IllegalStateException("a wrong result");
    }
    return nanos;
  }

  @Override
  public void close() {
    zproc.close();
  }
}

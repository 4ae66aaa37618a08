package dev.zproc.runtime.internal.console;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A process as the system tells of it.
 *
 * @param started when it was, in a form of its own: the same pid with another start is another
 *     process
 * @param memory the bytes of it that are in memory; -1 where that is not told
 * @param cpuMillis the time of processors that it has used; -1 where that is not told
 * @param threads how many it has; -1 where that is not told
 */
public record SystemProcess(
    long pid, long parent, long started, String program, long memory, long cpuMillis, int threads) {

  private static final Path PROC = Path.of("/proc");

  /** Begins the last argument of a child, as {@code internal.boot.Marker} writes it. */
  private static final String MARK = "zproc:";

  /** What Linux counts the time of processors in, whatever the kernel was built with. */
  private static final int MILLIS_PER_TICK = 10;

  // Fields of /proc/pid/stat behind the name, which may have blanks and parentheses itself.
  private static final int PARENT = 1;
  private static final int USER = 11;
  private static final int SYSTEM = 12;
  private static final int THREADS = 17;
  private static final int START = 19;

  /** What is told of {@code process}; null if it has ended. */
  public static @Nullable SystemProcess of(ProcessHandle process) {
    Path folder = PROC.resolve(Long.toString(process.pid()));
    try {
      return linux(process.pid(), folder);
    } catch (IOException | RuntimeException e) {
      // No Linux, or it has just ended.
      return process.isAlive() && !Files.exists(PROC.resolve("self/stat")) ? other(process) : null;
    }
  }

  private static SystemProcess linux(long pid, Path folder) throws IOException {
    String stat = Files.readString(folder.resolve("stat"), StandardCharsets.ISO_8859_1);
    int end = stat.lastIndexOf(')');
    String[] fields = stat.substring(end + 2).split(" ");
    return new SystemProcess(
        pid,
        Long.parseLong(fields[PARENT]),
        Long.parseLong(fields[START]),
        stat.substring(stat.indexOf('(') + 1, end),
        memory(folder),
        (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * MILLIS_PER_TICK,
        Integer.parseInt(fields[THREADS]));
  }

  private static long memory(Path folder) throws IOException {
    for (String line : Files.readAllLines(folder.resolve("status"), StandardCharsets.ISO_8859_1)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
      }
    }
    return 0; // it has ended, and its parent has not looked yet
  }

  private static SystemProcess other(ProcessHandle process) {
    ProcessHandle.Info info = process.info();
    Optional<Duration> cpu = info.totalCpuDuration();
    return new SystemProcess(
        process.pid(),
        process.parent().map(ProcessHandle::pid).orElse(-1L),
        info.startInstant().map(start -> start.toEpochMilli()).orElse(0L),
        info.command().map(SystemProcess::file).orElse("?"),
        -1,
        cpu.map(Duration::toMillis).orElse(-1L),
        -1);
  }

  private static String file(String command) {
    return command.substring(Math.max(command.lastIndexOf('/'), command.lastIndexOf('\\')) + 1);
  }

  /**
   * What its parent calls it if it is a child of zproc; null if it is none, or that is not told.
   */
  public @Nullable String childName() {
    List<String> words = words();
    String last = words.isEmpty() ? "" : words.get(words.size() - 1);
    int end = last.startsWith(MARK) ? last.indexOf(':', MARK.length()) : -1;
    return end < 0 ? null : last.substring(end + 1);
  }

  /** The words of its command line; none if that is not told. */
  public List<String> words() {
    try {
      byte[] line = Files.readAllBytes(PROC.resolve(Long.toString(pid)).resolve("cmdline"));
      String text = new String(line, StandardCharsets.UTF_8);
      return text.isEmpty() ? List.of() : List.of(text.split("\0"));
    } catch (IOException gone) {
      return List.of();
    }
  }
}

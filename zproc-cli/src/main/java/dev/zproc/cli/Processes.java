package dev.zproc.cli;

import dev.zproc.runtime.internal.console.SystemProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A process and all below it, as the operating system has them; nothing is asked of them. On Linux
 * with their memory; elsewhere that is not told.
 */
final class Processes {

  /** Makes the archive of classes with which children start; nobody has spawned it. */
  private static final String ARCHIVE = "dev.zproc.runtime.Archive";

  private static final String ARCHIVE_NAME = "(makes an archive)";

  private Processes() {}

  /**
   * One process.
   *
   * @param depth 0 for the first, 1 for its children
   * @param last whether it has no younger siblings
   * @param name of a child, as its parent calls it; of others what it is for, the main class, or
   *     the program
   * @param main its main class, or the program
   * @param cpu how much processor time it has taken
   * @param memoryBytes what is in memory of it; -1 if that is not told
   */
  record One(
      long pid,
      long parent,
      int depth,
      boolean last,
      String name,
      String main,
      @Nullable Instant started,
      Duration cpu,
      long memoryBytes) {

    Map<String, Object> json() {
      Map<String, Object> object = Values.object();
      object.put("pid", pid);
      object.put("parent", parent);
      object.put("name", name);
      object.put("mainClass", main);
      object.put("started", started);
      object.put("cpuMillis", cpu.toMillis());
      object.put("memoryBytes", memoryBytes < 0 ? null : memoryBytes);
      return object;
    }

    /** How long it has been running. */
    String age(Instant now) {
      return started == null ? "?" : Words.age(Duration.between(started, now));
    }

    String memory() {
      return memoryBytes < 0 ? "?" : Words.size(memoryBytes);
    }
  }

  /** The process {@code pid} and those below it, each followed by its own. */
  static List<One> from(long pid) {
    List<One> all = new ArrayList<>();
    ProcessHandle.of(pid).ifPresent(first -> add(all, first, 0, 0, true));
    return all;
  }

  private static void add(
      List<One> all, ProcessHandle process, long parent, int depth, boolean last) {
    ProcessHandle.Info info = process.info();
    SystemProcess told = SystemProcess.of(process);
    List<String> words = told == null ? List.of() : told.words();
    String main = words.isEmpty() ? info.command().orElse("?") : main(words);
    String mark = told == null ? null : told.childName();
    all.add(
        new One(
            process.pid(),
            parent,
            depth,
            last,
            mark != null ? mark : main.equals(ARCHIVE) ? ARCHIVE_NAME : main,
            main,
            info.startInstant().orElse(null),
            info.totalCpuDuration().orElse(Duration.ZERO),
            told == null ? -1 : told.memory()));
    List<ProcessHandle> children =
        process
            .children()
            .sorted(Comparator.comparing(child -> child.info().startInstant().orElse(Instant.MIN)))
            .toList();
    for (int i = 0; i < children.size(); i++) {
      add(all, children.get(i), process.pid(), depth + 1, i == children.size() - 1);
    }
  }

  /** The main class or the jar of a JVM; of any other program its name. Never its arguments. */
  private static String main(List<String> words) {
    String program = words.get(0).substring(words.get(0).lastIndexOf('/') + 1);
    if (!program.equals("java")) {
      return program;
    }
    for (int i = 1; i < words.size(); i++) {
      String word = words.get(i);
      switch (word) {
        case "-cp", "-classpath", "--class-path", "-p", "--module-path", "--add-modules" -> i++;
        case "--add-opens", "--add-exports", "--add-reads", "--upgrade-module-path" -> i++;
        case "-jar", "-m", "--module" -> {
          return i + 1 < words.size() ? words.get(i + 1) : program;
        }
        default -> {
          if (!word.startsWith("-") && !word.startsWith("@")) {
            return word;
          }
        }
      }
    }
    return program;
  }
}

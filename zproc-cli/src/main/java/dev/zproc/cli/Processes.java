package dev.zproc.cli;

import dev.zproc.runtime.internal.console.SystemProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
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

    private Instant begun() {
      return started == null ? Instant.MIN : started;
    }

    private One at(long above, int level, boolean youngest) {
      return new One(pid, above, level, youngest, name, main, started, cpu, memoryBytes);
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
    List<One> found = new ArrayList<>();
    ProcessHandle root = ProcessHandle.of(pid).orElse(null);
    if (root != null) {
      for (ProcessHandle each : Stream.concat(Stream.of(root), root.descendants()).toList()) {
        One one = one(each);
        if (one != null) {
          found.add(one);
        }
      }
    }
    return arranged(found, pid);
  }

  /** Those that are below {@code root}, and itself, each followed by its own, the oldest first. */
  static List<One> arranged(List<One> found, long root) {
    Map<Long, List<One>> below = new HashMap<>();
    List<One> all = new ArrayList<>();
    found.stream()
        .filter(one -> one.pid != root)
        .sorted(Comparator.comparing(One::begun).thenComparing(One::pid))
        .forEach(one -> below.computeIfAbsent(one.parent, made -> new ArrayList<>()).add(one));
    found.stream()
        .filter(one -> one.pid == root)
        .forEach(one -> add(all, one.at(0, 0, true), below));
    return all;
  }

  private static void add(List<One> all, One one, Map<Long, List<One>> below) {
    all.add(one);
    List<One> children = below.getOrDefault(one.pid, List.of());
    for (int i = 0; i < children.size(); i++) {
      boolean last = i == children.size() - 1;
      add(all, children.get(i).at(one.pid, one.depth + 1, last), below);
    }
  }

  /** What the system tells of it; null if it has ended. */
  private static @Nullable One one(ProcessHandle process) {
    SystemProcess told = SystemProcess.of(process);
    if (told == null) {
      return null;
    }
    ProcessHandle.Info info = process.info();
    List<String> words = told.words();
    String main = words.isEmpty() ? info.command().orElse("?") : main(words);
    String mark = told.childName();
    return new One(
        told.pid(),
        told.parent(),
        0,
        true,
        mark != null ? mark : main.equals(ARCHIVE) ? ARCHIVE_NAME : main,
        main,
        info.startInstant().orElse(null),
        info.totalCpuDuration().orElse(Duration.ZERO),
        told.memory());
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

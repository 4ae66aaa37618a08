package dev.zproc.runtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A JVM that is nobody's child as far as zproc knows, so that a test can kill it; all processes
 * below it, at any depth and wherever they end up, are known by a variable of their environment.
 * For Linux.
 */
final class RootJvm implements AutoCloseable {

  private static final String TAG = "ZPROC_TEST_TAG";

  private final String tag = UUID.randomUUID().toString();
  private final Process process;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Thread reader;

  /** Starts {@code main} in a process group of its own. */
  RootJvm(Class<?> main, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of("setsid", Path.of(System.getProperty("java.home"), "bin/java") + ""));
    command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-Dkryo.unsafe=false"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(Arrays.asList(args));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put(TAG, tag);
    process = builder.start();
    reader = new Thread(this::read, "root-output");
    reader.start();
  }

  /** What it and its children have printed so far. */
  List<String> lines() {
    return List.copyOf(lines);
  }

  /** The ids that its children have printed as {@code pid 42}. */
  List<Long> pids() {
    return lines.stream()
        .filter(line -> line.startsWith("pid "))
        .map(line -> Long.parseLong(line.substring(4)))
        .toList();
  }

  long pid() {
    return process.pid();
  }

  void kill() {
    process.toHandle().destroyForcibly();
  }

  /** Sends a signal to it alone. */
  void signal(String signal) throws IOException, InterruptedException {
    signal(signal, process.pid());
  }

  /** Sends a signal to it and its whole process group, as Ctrl-C does. */
  void signalGroup(String signal) throws IOException, InterruptedException {
    run("kill", "-" + signal, "--", "-" + process.pid());
  }

  static void signal(String signal, long pid) throws IOException, InterruptedException {
    run("kill", "-" + signal, "" + pid);
  }

  /** Lets time go by; returns whether it has ended meanwhile. */
  boolean waitFor(long millis) throws InterruptedException {
    return process.waitFor(millis, TimeUnit.MILLISECONDS);
  }

  int exitCode() throws InterruptedException {
    int code = process.waitFor();
    reader.join();
    return code;
  }

  /** The processes below it that run, whoever their parent is now; zombies do not. */
  List<Long> descendants() {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes
          .filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
          .filter(this::isOurs)
          .map(path -> Long.parseLong(path.getFileName().toString()))
          .filter(pid -> pid != process.pid())
          .filter(RootJvm::isRunning)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static boolean isRunning(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", "" + pid, "stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() {
    kill();
    process.onExit().join();
    descendants().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
  }

  private boolean isOurs(Path path) {
    try {
      return new String(Files.readAllBytes(path.resolve("environ")), StandardCharsets.ISO_8859_1)
          .contains(TAG + "=" + tag);
    } catch (IOException e) {
      return false; // it has ended
    }
  }

  private static void run(String... command) throws IOException, InterruptedException {
    int code = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (code != 0) {
      throw new IOException(String.join(" ", command) + " ended with " + code);
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        lines.add(line);
      }
    } catch (IOException e) {
      lines.add("unreadable: " + e);
    }
  }
}

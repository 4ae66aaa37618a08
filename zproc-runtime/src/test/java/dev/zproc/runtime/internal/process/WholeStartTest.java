package dev.zproc.runtime.internal.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Processes whose start fails when they run already. */
class WholeStartTest {

  /** Enough for a JVM, and for a few dozen beside. */
  private static final int THREADS = 60;

  private static final String MARKER = Marker.argument(4711, 3, "one");

  @Test
  void knowsAProcessByWhatItWasStartedWith() {
    List<String> command = List.of("/bin/sh", "-c", "exec \"$@\"", "sh", "java", "Main", MARKER);

    assertThat(WholeStart.isOf(command, command)).isTrue();
    assertThat(WholeStart.isOf(command, List.of("java", "Main", MARKER))).isTrue();
    assertThat(WholeStart.isOf(command, List.of("env", "java", "Main", MARKER))).isTrue();
    assertThat(WholeStart.isOf(command, List.of("java", "Main", MARKER + "#2"))).isFalse();
    assertThat(WholeStart.isOf(command, List.of())).isFalse();
  }

  @Test
  void knowsOneWithoutAMarkerByAllWords() {
    List<String> command = List.of("/bin/sh", "-c", "exec \"$@\"", "sh", "ssh", "host", "žluť");

    assertThat(WholeStart.isOf(command, List.of("ssh", "host", "?lu?"))).isTrue();
    assertThat(WholeStart.isOf(command, List.of("env", "ssh", "host", "?lu?"))).isFalse();
    assertThat(WholeStart.isOf(command, List.of())).isFalse();
  }

  /**
   * Of another user who may have few threads, and whose number nobody else has: the limit is one
   * for all that a user runs, and none for root.
   */
  @Test
  @EnabledOnOs(OS.LINUX)
  void leavesNoneBehindWhereTheThreadIsRefusedThatWaitsForIt() throws Exception {
    assumeTrue(
        "root".equals(System.getProperty("user.name")),
        "this test limits the threads of another user, for which it must be root");
    assumeTrue(Files.exists(Path.of("/usr/bin/setpriv")), "needs setpriv, of util-linux");
    assumeTrue(Files.exists(Path.of("/usr/bin/prlimit")), "needs prlimit, of util-linux");
    Path classes = Files.createTempDirectory(Path.of("/tmp"), "zproc-whole-start-");
    try {
      copy(WholeStart.class, classes);
      copy(Marker.class, classes);
      copy(WholeStartTest.class, classes);
      Process program = start(classes);
      try (BufferedReader out = program.inputReader(StandardCharsets.UTF_8)) {
        List<Long> held = new ArrayList<>();
        for (int refused = 0; refused < 2; ) {
          String line = out.readLine();
          assertThat(line).isNotNull();
          if (line.contains("OutOfMemoryError")) {
            assertThat(line).contains("thread");
            refused++;
          } else {
            held.add(Long.parseLong(line));
          }
        }

        await()
            .untilAsserted(
                () -> assertThat(running(program)).containsExactlyInAnyOrderElementsOf(held));
      } finally {
        program.descendants().forEach(ProcessHandle::destroyForcibly);
        program.destroyForcibly();
      }
    } finally {
      try (Stream<Path> files = Files.walk(classes)) {
        files.map(Path::toFile).toList().stream()
            .sorted((one, other) -> other.compareTo(one))
            .forEach(File::delete);
      }
    }
  }

  private static Process start(Path classes) throws IOException {
    long user = 200_000 + ProcessHandle.current().pid() % 100_000_000;
    List<String> command = new ArrayList<>();
    command.addAll(List.of("prlimit", "--nproc=" + THREADS));
    command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xint", "-XX:+UseSerialGC", "-Xlog:disable", "-Xshare:auto"));
    command.addAll(List.of("-cp", classes.toString(), Main.class.getName()));
    return Fixtures.start(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
  }

  /** Copies the classes of a package to where everybody may read them. */
  private static void copy(Class<?> one, Path classes) throws Exception {
    Path from = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path folder = Path.of(one.getPackageName().replace('.', '/'));
    Files.createDirectories(classes.resolve(folder));
    try (Stream<Path> files = Files.list(from.resolve(folder))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, classes.resolve(from.relativize(file).toString()));
      }
    }
    try (Stream<Path> files = Files.walk(classes)) {
      files.map(Path::toFile).forEach(WholeStartTest::share);
    }
  }

  private static void share(File file) {
    assertThat(file.setReadable(true, false)).isTrue();
    assertThat(!file.isDirectory() || file.setExecutable(true, false)).isTrue();
  }

  /** Those below {@code program} that run, and have not just nobody who waits for their end. */
  private static List<Long> running(Process program) {
    return program.children().map(ProcessHandle::pid).filter(WholeStartTest::isRunning).toList();
  }

  private static boolean isRunning(long pid) {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
    } catch (IOException e) {
      return false;
    }
  }

  /** The program: starts processes, of which two are refused the thread, and waits. */
  static final class Main {

    private static final Deque<Thread> IDLE = new ArrayDeque<>();

    private Main() {}

    public static void main(String[] args) throws Exception {
      List<String> marked = new ArrayList<>(List.of("/bin/sh", "-c", "read -r line", "sh"));
      marked.add(Marker.argument(ProcessHandle.current().pid(), 3, "x".repeat(9_000)));
      List<String> plain = List.of("/bin/sh", "-c", "exec \"$0\" \"$@\"", "tail", "-n", "1");
      fork(marked); // and all classes are there
      untilRefused(marked);
      untilRefused(plain);
      int unused = System.in.read();
    }

    private static void fork(List<String> command) throws IOException {
      System.out.println(Forker.fork(command, false, Map.of(), null).pid());
    }

    /** Forks until there is room for a process, but for no thread beside it. */
    private static void untilRefused(List<String> command) throws Exception {
      fill();
      end(IDLE.remove());
      boolean refused = false;
      while (!refused) {
        try {
          fork(command);
          fill(); // there was more room, as threads take a moment to go
          end(IDLE.remove());
        } catch (IOException e) {
          Thread.onSpinWait(); // there is none yet
        } catch (OutOfMemoryError e) {
          System.out.println(e);
          refused = true;
        }
      }
      while (!IDLE.isEmpty()) {
        end(IDLE.remove());
      }
    }

    private static void fill() {
      try {
        while (true) {
          Thread thread = new Thread(null, Main::idle, "idle", 128 << 10);
          thread.setDaemon(true);
          thread.start();
          IDLE.add(thread);
        }
      } catch (OutOfMemoryError e) {
        // That is all.
      }
    }

    private static void idle() {
      while (!Thread.interrupted()) {
        LockSupport.park();
      }
    }

    private static void end(Thread thread) throws InterruptedException {
      thread.interrupt();
      thread.join();
    }
  }
}

package dev.zproc.runtime.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Processes that tests start, other than children of zproc. They take every signal as under a shell
 * in the foreground, though this JVM may have been started with some of them ignored ({@code
 * nohup}, or {@code &} in a script), which all below it would inherit. And they end with this JVM,
 * whatever ends it: a guard, a shell at the end of a pipe, kills them and all below them.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class Fixtures {

  /**
   * A variable of the environment of every fixture, and of all below it; of a name of its own, so
   * that those of a fixture that runs tests itself are ours too.
   */
  private static final String OWNER =
      "ZPROC_TEST_OWNER_" + UUID.randomUUID().toString().replace('-', '_');

  /** Waits for the end of its stdin; then kills until it finds none, as some may be forking. */
  private static final String GUARD =
      "trap '' HUP INT QUIT TERM; while read -r line; do :; done; "
          + "while found=$(grep -lsF \"$1\" /proc/[0-9]*/environ); [ -n \"$found\" ]; do "
          + "for each in $found; do each=${each#/proc/}; kill -9 \"${each%/environ}\"; done; done";

  private static final List<String> DEFAULT_SIGNALS = List.of("env", "--default-signal");

  private static @Nullable Process guard;
  private static @Nullable List<String> prefix;

  private Fixtures() {}

  /** Starts a process, which is then one of {@link #all}. */
  public static Process start(ProcessBuilder builder) throws IOException {
    List<String> command = new ArrayList<>(defaultSignals());
    command.addAll(builder.command());
    builder.environment().put(OWNER, "");
    startGuard();
    return builder.command(command).start();
  }

  /** A command that runs {@code main}, of this class path, in a JVM like this one. */
  public static List<String> java(Class<?> main, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A home of this Java, made in {@code folder}, for children that take signals as fixtures do. */
  public static Path javaHome(Path folder) throws IOException {
    Path bin = Files.createDirectories(folder.resolve("java").resolve("bin"));
    String java = System.getProperty("java.home") + "/bin/java";
    String script =
        "#!/bin/sh\nexec " + String.join(" ", defaultSignals()) + " '" + java + "' \"$@\"\n";
    Files.setPosixFilePermissions(
        Files.writeString(bin.resolve("java"), script),
        PosixFilePermissions.fromString("rwxr-xr-x"));
    return bin.getParent();
  }

  /** The processes that run below this JVM, by their parents or as fixtures; but the guard. */
  public static List<ProcessHandle> all() {
    List<Long> below = descendants().stream().map(ProcessHandle::pid).toList();
    return ProcessHandle.allProcesses()
        .filter(process -> below.contains(process.pid()) || isFixture(process))
        .toList();
  }

  /** The processes that run below this JVM, but the guard. */
  public static List<ProcessHandle> descendants() {
    return ProcessHandle.current()
        .descendants()
        .filter(ProcessHandle::isAlive)
        .filter(process -> !isGuard(process))
        .toList();
  }

  private static boolean isFixture(ProcessHandle process) {
    try {
      byte[] environment = Files.readAllBytes(Path.of("/proc", "" + process.pid(), "environ"));
      return new String(environment, StandardCharsets.ISO_8859_1).contains(OWNER + "=");
    } catch (IOException e) {
      return false; // it has ended, is somebody else's, or there is no /proc
    }
  }

  private static synchronized boolean isGuard(ProcessHandle process) {
    return guard != null && guard.pid() == process.pid();
  }

  private static synchronized void startGuard() throws IOException {
    if (guard == null && Files.exists(Path.of("/proc/self/environ"))) {
      guard =
          new ProcessBuilder("sh", "-c", GUARD, "guard", OWNER + "=")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
    }
  }

  /** What stands before a command so that no signal is ignored. */
  private static synchronized List<String> defaultSignals() throws IOException {
    if (prefix == null) {
      if (works(DEFAULT_SIGNALS)) {
        prefix = DEFAULT_SIGNALS;
      } else if (ignoresSignals()) {
        throw new IllegalStateException(
            "this shell ignores SIGINT or SIGHUP, and its \"env\" has no --default-signal:"
                + " run the tests in the foreground, or with coreutils 8.31 or newer");
      } else {
        prefix = List.of();
      }
    }
    return prefix;
  }

  private static boolean works(List<String> env) {
    List<String> command = new ArrayList<>(env);
    command.add("true");
    try {
      return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean ignoresSignals() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (!Files.exists(status)) {
      return false;
    }
    String mask =
        Files.readAllLines(status).stream()
            .filter(line -> line.startsWith("SigIgn:"))
            .findFirst()
            .map(line -> line.substring("SigIgn:".length()).strip())
            .orElse("0");
    return (Long.parseUnsignedLong(mask, 16) & 0b11) != 0; // 1 is SIGHUP, 2 is SIGINT
  }
}

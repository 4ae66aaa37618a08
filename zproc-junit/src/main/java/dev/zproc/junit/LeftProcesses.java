package dev.zproc.junit;

import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.ZProcOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * The processes below the children of a context. On Linux they are known by a variable of the
 * environment that they have inherited, whoever is their parent by now; elsewhere, by what could be
 * seen of them when the test ended.
 *
 * <p>Threads: not safe; used by the thread of JUnit.
 */
final class LeftProcesses {

  /** How long a process may take to end after its context; those of zproc take a second. */
  static final long PATIENCE_SECONDS = 5;

  private static final String VARIABLE = "ZPROC_TEST";

  private final String mark = UUID.randomUUID().toString();
  private final Set<ProcessHandle> seen = new LinkedHashSet<>();

  /** Marks the processes of a context. */
  void mark(ZProcOptions options) {
    options.env(VARIABLE, mark);
  }

  /** Remembers those that there are. */
  void look(ZProc context) {
    for (Child<?> child : context.children()) {
      ProcessHandle.of(child.pid())
          .filter(process -> !process.equals(ProcessHandle.current())) // it is a thread
          .ifPresent(
              process ->
                  Stream.concat(Stream.of(process), process.descendants()).forEach(seen::add));
    }
  }

  /** Those that have not ended in time, each in a line; they are killed. */
  List<String> end() {
    List<String> left = new ArrayList<>();
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    for (ProcessHandle process : alive()) {
      String line = process.pid() + " " + process.info().commandLine().orElse("?");
      if (!isGone(process, deadline - System.nanoTime())) {
        left.add(line.length() <= 300 ? line : line.substring(0, 300) + "…");
      }
    }
    kill();
    return left;
  }

  /** One that is killed may have started another meanwhile. */
  private void kill() {
    for (Set<ProcessHandle> left = alive(); !left.isEmpty(); left = alive()) {
      left.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle each : left) {
        if (!isGone(each, TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS))) {
          return; // it cannot be killed, as one that waits in the kernel
        }
      }
    }
  }

  private Set<ProcessHandle> alive() {
    Set<ProcessHandle> all = new LinkedHashSet<>(seen);
    ProcessHandle.allProcesses().filter(this::isMarked).forEach(all::add);
    all.removeIf(process -> !process.isAlive());
    return all;
  }

  private boolean isMarked(ProcessHandle process) {
    try {
      byte[] environment = Files.readAllBytes(Path.of("/proc", "" + process.pid(), "environ"));
      return new String(environment, StandardCharsets.ISO_8859_1).contains(VARIABLE + "=" + mark);
    } catch (IOException e) {
      return false; // it has ended, is somebody else's, or there is no /proc
    }
  }

  private static boolean isGone(ProcessHandle process, long nanos) {
    CompletableFuture<ProcessHandle> exit = process.onExit();
    try {
      exit.get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException | ExecutionException e) {
      return !process.isAlive();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return !process.isAlive();
    }
  }
}

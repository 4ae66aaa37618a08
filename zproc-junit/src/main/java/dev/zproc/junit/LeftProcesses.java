package dev.zproc.junit;

import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.ZProcOptions;
import dev.zproc.runtime.child.ChildEvent;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processes below the children of a context. On Linux they are known by a variable of the
 * environment that they have inherited, whoever is their parent by now; elsewhere, by what could be
 * seen of them when the test ended. Where children are threads they are those that this JVM has
 * started since the test began, unless another test may have.
 *
 * <p>Threads: not safe; used by the thread of JUnit. What happens is told by that of supervision.
 */
final class LeftProcesses {

  /** How long a process may take to end after its context; those of zproc take a second. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String VARIABLE = "ZPROC_TEST";

  private final String mark = UUID.randomUUID().toString();
  private final Set<ProcessHandle> seen = new LinkedHashSet<>();

  /** What was below this JVM before; null if other tests run at the same time. */
  private final @Nullable Set<ProcessHandle> before;

  /** Whether children of the context are threads of this JVM. */
  private volatile boolean threads;

  LeftProcesses(boolean inParallel) {
    before = inParallel ? null : descendants().collect(Collectors.toSet());
  }

  /** Marks the processes of a context. */
  void mark(ZProcOptions options) {
    options.env(VARIABLE, mark);
  }

  /** Looks whether its children are threads, from the first on. */
  void follow(ZProc context) {
    context.events(Runnable::run).subscribe(new Starts());
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

  /** Those that have not ended within {@code patience}, each in a line; they are killed. */
  List<String> end(Duration patience) {
    List<String> left = new ArrayList<>();
    long deadline = System.nanoTime() + patience.toNanos();
    for (ProcessHandle process : alive()) {
      String line = process.pid() + " " + commandLine(process);
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
        if (!isGone(each, PATIENCE.toNanos())) {
          return; // it cannot be killed, as one that waits in the kernel
        }
      }
    }
  }

  private Set<ProcessHandle> alive() {
    Set<ProcessHandle> all = new LinkedHashSet<>(seen);
    ProcessHandle.allProcesses().filter(this::isMarked).forEach(all::add);
    Set<ProcessHandle> known = before;
    if (threads && known != null) {
      descendants().filter(each -> !known.contains(each) && !isOurs(each)).forEach(all::add);
    }
    all.removeIf(process -> !process.isAlive());
    return all;
  }

  private static Stream<ProcessHandle> descendants() {
    return ProcessHandle.current().descendants();
  }

  /** Whether it is a JVM of zproc, as one that makes an archive of classes for all contexts. */
  private static boolean isOurs(ProcessHandle process) {
    return commandLine(process).contains(" dev.zproc.runtime.");
  }

  private static String commandLine(ProcessHandle process) {
    try {
      byte[] words = Files.readAllBytes(Path.of("/proc", "" + process.pid(), "cmdline"));
      return new String(words, Charset.defaultCharset()).replace('\0', ' ').strip();
    } catch (IOException e) {
      return process.info().commandLine().orElse("?"); // there is no /proc, or it has ended
    }
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

  /** Sees the id of the first process, which is that of this JVM if children are threads. */
  private final class Starts implements Flow.Subscriber<ChildEvent> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ChildEvent event) {
      if (event instanceof ChildEvent.Started started
          && started.pid() == ProcessHandle.current().pid()) {
        threads = true;
      }
    }

    @Override
    public void onError(Throwable failure) {
      // It has none.
    }

    @Override
    public void onComplete() {
      // The context is closed.
    }
  }
}

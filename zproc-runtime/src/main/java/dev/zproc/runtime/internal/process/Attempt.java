package dev.zproc.runtime.internal.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One process of a child, from the fork to the report of its end.
 *
 * <p>Signals go through its {@link ProcessHandle}, which compares start times before it signals,
 * and unlike {@link Process} leaves the pipes alone: closing the child's stdin would tell it that
 * its parent is gone.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Attempt {

  /** Surely smaller than any pipe, so that writing this much to a new one cannot block. */
  private static final int NEVER_BLOCKS_BYTES = 4096;

  /** How long what the process printed is waited for once it has ended. */
  private static final long DRAIN_MILLIS = 1_000;

  /** The same, as long as it is we who are slow in passing it on. */
  private static final long LONGEST_DRAIN_MILLIS = 10_000;

  /** File systems keep times more coarsely than clocks. */
  private static final long FILE_TIME_SLACK_MILLIS = 2_000;

  private final Process process;
  private final ProcessHandle handle;
  private final JavaCommand command;
  private final ArgumentFile line;
  private final OutputPump out;
  private final OutputPump err;
  private final OutputSinks sinks;
  private final int debugPort;
  private final long startedMillis;
  private final CompletableFuture<ExitReport> exit;

  private Attempt(
      String name,
      Process process,
      JavaCommand command,
      int debugPort,
      ArgumentFile line,
      OutputSinks sinks) {
    this.process = process;
    this.handle = process.toHandle();
    this.command = command;
    this.debugPort = debugPort;
    this.line = line;
    this.sinks = sinks;
    this.startedMillis = System.currentTimeMillis();
    ExitWatch watch = new ExitWatch(process);
    this.err =
        OutputPump.start(
            "zproc-err[" + name + "]", process.getErrorStream(), sinks.err(), () -> {});
    this.out =
        OutputPump.start(
            "zproc-out[" + name + "]",
            process.getInputStream(),
            sinks.out() != null ? sinks.out() : OutputSink.NOWHERE,
            watch::waitHere);
    this.exit =
        watch
            .exit()
            .thenCombine(
                watch.exit().thenCompose(code -> drained(LONGEST_DRAIN_MILLIS)),
                (code, drained) -> report(code));
  }

  /**
   * Forks, and hands the child its boot frame.
   *
   * @throws IOException if the process or its output cannot be had; nothing is left behind
   */
  static Attempt start(LaunchSpec spec, BootFrame frame, Host host) throws IOException {
    byte[] bytes = frame.encode();
    int debugPort = spec.jvm().debugging().findPort();
    JavaCommand command = command(spec, debugPort, host);
    OutputSinks sinks = spec.output().open(spec.name());
    ArgumentFile line = null;
    Attempt attempt;
    try {
      line = ArgumentFile.shorten(command.words(), host);
      Process process =
          Forker.fork(
              line.words(),
              sinks.out() == null,
              InheritedOptions.environment(host, spec.jvm().environment()),
              spec.jvm().directory());
      attempt = new Attempt(spec.name(), process, command, debugPort, line, sinks);
    } catch (IOException | RuntimeException e) {
      sinks.close().run();
      if (line != null) {
        line.delete();
      }
      throw e;
    }
    attempt.hand(bytes, spec.name());
    return attempt;
  }

  /** The command line that {@link #start} uses, but for the port of a debugger. */
  static JavaCommand command(LaunchSpec spec, Host host) {
    return command(spec, 0, host);
  }

  private static JavaCommand command(LaunchSpec spec, int debugPort, Host host) {
    return JavaCommand.of(
        spec.jvm(), debugPort, Marker.argument(ProcessHandle.current().pid(), spec.name()), host);
  }

  /** Where it listens for a debugger; 0 if it does not. */
  int debugPort() {
    return debugPort;
  }

  long pid() {
    return handle.pid();
  }

  /** Complete when the process has ended and what it printed has been passed on. */
  CompletableFuture<ExitReport> exit() {
    return exit;
  }

  /** To be called when the child has shown that it is up. */
  void started() {
    line.delete();
  }

  /** The processes below this one, as they are now. */
  List<ProcessHandle> descendants() {
    return handle.descendants().toList();
  }

  /** Begins to send it a signal, by its name. */
  SignalSender signal(String name) {
    return SignalSender.send(name, handle);
  }

  /** Asks the process to end: SIGTERM. */
  void terminate() {
    handle.destroy();
  }

  /** Ends the process: SIGKILL. */
  void kill() {
    handle.destroyForcibly();
  }

  /**
   * Complete when everything has been passed on, or what holds the pipes open is somebody else: a
   * program that the child has started, and that goes on.
   */
  private CompletableFuture<Void> drained(long millis) {
    CompletableFuture<Void> all = CompletableFuture.allOf(out.done(), err.done());
    return all.copy()
        .completeOnTimeout(null, DRAIN_MILLIS, TimeUnit.MILLISECONDS)
        .thenCompose(
            any ->
                all.isDone() || millis <= 0 || !out.isPassing() && !err.isPassing()
                    ? CompletableFuture.completedFuture(null)
                    : drained(millis - DRAIN_MILLIS));
  }

  private void hand(byte[] frame, String name) {
    OutputStream pipe = process.getOutputStream();
    if (frame.length <= NEVER_BLOCKS_BYTES) {
      write(pipe, frame);
    } else {
      Thread writer = new Thread(null, () -> write(pipe, frame), "zproc-boot[" + name + "]");
      writer.setDaemon(true);
      writer.start();
    }
  }

  private void write(OutputStream pipe, byte[] frame) {
    try {
      pipe.write(frame);
      pipe.flush();
      // Only now may it be closed by others: closing waits for a write that is under way.
      Lifelines.add(pipe);
      watchPipe(pipe);
    } catch (IOException e) {
      // The child has ended already; its exit code and stderr tell more than the broken pipe.
    }
  }

  private void watchPipe(OutputStream pipe) {
    exit.whenComplete((report, failure) -> Lifelines.remove(pipe));
  }

  private ExitReport report(int code) {
    line.delete();
    sinks.close().run();
    return new ExitReport(code, crashReport(), command.toString(), err.tail().text());
  }

  private @Nullable Path crashReport() {
    return command.errorFiles(pid()).stream().filter(this::isOfThis).findFirst().orElse(null);
  }

  /** A process that had the same id long ago may have left a report, too. */
  private boolean isOfThis(Path report) {
    try {
      return Files.getLastModifiedTime(report).toMillis() >= startedMillis - FILE_TIME_SLACK_MILLIS;
    } catch (IOException e) {
      return false; // there is none
    }
  }
}

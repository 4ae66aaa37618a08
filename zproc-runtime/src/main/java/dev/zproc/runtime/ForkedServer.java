package dev.zproc.runtime;

import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.output.OutputSink;
import dev.zproc.runtime.internal.output.OutputSinks;
import dev.zproc.runtime.internal.process.ChildProgress;
import dev.zproc.runtime.internal.process.ExitReason;
import dev.zproc.runtime.internal.process.ExitReport;
import dev.zproc.runtime.internal.process.JvmProcess;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.server.OptionsCodec;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A JVM that keeps a state for this process, which has forked it.
 *
 * @param endpoint where its clients find it
 */
record ForkedServer(JvmProcess process, String endpoint) {

  /** What the server is called, in `ps` and by threads. */
  private static final String NAME = "state-server";

  private static final long START_MILLIS = 60_000;
  private static final long STOP_MILLIS = 5_000;

  /**
   * Starts a server; returns when it is ready. A thread that was interrupted before does so as any
   * other, and stays interrupted.
   *
   * @param root by which this process will prove who it is
   * @throws StorageException if it cannot take up the file of its state
   * @throws IllegalStateException if it cannot be started; the message says why
   */
  static ForkedServer start(ServerOptions options, ServerJvmOptions jvm, Secret root) {
    boolean interrupted = Thread.interrupted();
    try {
      return started(options, jvm, root);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ForkedServer started(ServerOptions options, ServerJvmOptions jvm, Secret root) {
    BootFrame frame =
        new BootFrame(
            LibraryRelease.name(),
            ProcessHandle.current().pid(),
            NAME,
            1,
            1,
            0,
            options.address(),
            root.reveal(),
            Server.class.getName(),
            "",
            new byte[0],
            false,
            List.of(OptionsCodec.encode(options)));
    ReadyLine ready = new ReadyLine();
    OutputSinks.Factory output =
        name -> {
          OutputSinks sinks = jvm.output().sinks().open(name);
          return new OutputSinks(ready, sinks.err(), sinks.close());
        };
    JvmProcess process;
    try {
      process = JvmProcess.start(jvm.jvm(), output, frame, ParentJvm.current(), null);
    } catch (IOException e) {
      throw new IllegalStateException("the state server cannot be started: " + e.getMessage(), e);
    }
    process.exit().thenAccept(report -> ready.failed(failure(process, report)));
    try {
      String endpoint = ready.endpoint.get(START_MILLIS, TimeUnit.MILLISECONDS);
      process.started();
      return new ForkedServer(process, endpoint);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof StorageException unfit
          ? new StorageException(unfit.getMessage())
          : new IllegalStateException(String.valueOf(e.getCause().getMessage()));
    } catch (TimeoutException e) {
      process.kill();
      throw new IllegalStateException(
          "the state server was not ready within " + Durations.textOfMillis(START_MILLIS), e);
    } catch (InterruptedException e) {
      process.kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the state server starts", e);
    }
  }

  private static Exception failure(JvmProcess process, ExitReport report) {
    String stderr = report.stderr().strip();
    return report.code() == Server.STATE && !stderr.isEmpty()
        ? new StorageException(stderr.substring(stderr.lastIndexOf('\n') + 1))
        : new IOException(why(process, report));
  }

  /** Says how one has ended. */
  static String why(JvmProcess process, ExitReport report) {
    String stderr = report.stderr().strip();
    return "the state server, process "
        + process.pid()
        + ", has ended: "
        + ExitReason.of(report, null, ChildProgress.NONE)
        + (stderr.isEmpty() ? "" : "; its stderr ended with: " + stderr);
  }

  /** Ends it, and waits until it has. */
  void stop() {
    process.terminate();
    try {
      process.exit().get(STOP_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      process.kill();
    } catch (InterruptedException e) {
      process.kill();
      Thread.currentThread().interrupt();
    }
  }

  /**
   * Where the server says that it is ready. What else is printed there is dropped: its JVM warns
   * there, and logs where it was told to.
   */
  private static final class ReadyLine implements OutputSink {

    /** No line of a server is that long. */
    private static final int MAX_BYTES = 64 << 10;

    final CompletableFuture<String> endpoint = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(byte[] from, int begin, int end, boolean whole) {
      for (int i = begin; i < end && !endpoint.isDone(); i++) {
        if (from[i] == '\n') {
          look(bytes.toString(StandardCharsets.UTF_8));
          bytes.reset();
        } else if (bytes.size() < MAX_BYTES) {
          bytes.write(from[i]);
        }
      }
    }

    private void look(String line) {
      int at = line.indexOf(Server.READY);
      if (at >= 0) {
        endpoint.complete(line.substring(at + Server.READY.length()).strip());
      }
    }

    void failed(Exception why) {
      endpoint.completeExceptionally(why);
    }
  }
}

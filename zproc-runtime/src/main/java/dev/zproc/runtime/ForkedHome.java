package dev.zproc.runtime;

import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.output.OutputSink;
import dev.zproc.runtime.internal.output.OutputSinks;
import dev.zproc.runtime.internal.process.ChildProgress;
import dev.zproc.runtime.internal.process.ExitReason;
import dev.zproc.runtime.internal.process.ExitReport;
import dev.zproc.runtime.internal.process.Host;
import dev.zproc.runtime.internal.process.JvmProcess;
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
import org.jspecify.annotations.Nullable;

/**
 * A state that is kept by a JVM which this process has forked for it, and which ends with this
 * process. When that JVM ends by itself the state is gone, and with it the context.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ForkedHome extends RemoteHome {

  /** What the server is called, in `ps` and by threads. */
  private static final String NAME = "state-server";

  private static final long START_MILLIS = 60_000;
  private static final long STOP_MILLIS = 5_000;

  /** How long the end of the process may be waited for when its socket is gone. */
  private static final long EXIT_MILLIS = 2_000;

  private final JvmProcess process;
  private final String endpoint;
  private volatile RuntimeFolder.@Nullable Published published;

  private ForkedHome(JvmProcess process, String endpoint) {
    this.process = process;
    this.endpoint = endpoint;
    process.exit().thenAccept(report -> tell(why(process, report)));
  }

  /**
   * Starts a server; returns when it is ready.
   *
   * @param root by which this process will prove who it is
   * @throws IllegalStateException if it cannot be started; the message says why
   */
  static ForkedHome start(ServerOptions options, ServerJvmOptions jvm, Secret root) {
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
    FirstLine ready = new FirstLine();
    OutputSinks.Factory output =
        name -> {
          OutputSinks sinks = jvm.output().sinks().open(name);
          return new OutputSinks(ready, sinks.err(), sinks.close());
        };
    JvmProcess process;
    try {
      process = JvmProcess.start(jvm.jvm(), output, frame, Host.current(), null);
    } catch (IOException e) {
      throw new IllegalStateException("the state server cannot be started: " + e.getMessage(), e);
    }
    process.exit().thenAccept(report -> ready.failed(why(process, report)));
    try {
      String endpoint = ready.line.get(START_MILLIS, TimeUnit.MILLISECONDS);
      process.started();
      return new ForkedHome(process, endpoint);
    } catch (ExecutionException e) {
      throw new IllegalStateException(String.valueOf(e.getCause().getMessage()), e);
    } catch (TimeoutException e) {
      process.kill();
      throw new IllegalStateException(
          "the state server was not ready within " + START_MILLIS + " ms", e);
    } catch (InterruptedException e) {
      process.kill();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while the state server starts", e);
    }
  }

  private static String why(JvmProcess process, ExitReport report) {
    String stderr = report.stderr().strip();
    return "the state server, process "
        + process.pid()
        + ", has ended: "
        + ExitReason.of(report, null, ChildProgress.NONE)
        + (stderr.isEmpty() ? "" : "; its stderr ended with: " + stderr);
  }

  /** How the process has ended says more than that nobody listens any more. */
  @Override
  public void lost(EngineException cause) {
    process
        .exit()
        .copy()
        .orTimeout(EXIT_MILLIS, TimeUnit.MILLISECONDS)
        .whenComplete(
            (report, late) -> {
              if (late != null) {
                super.lost(cause);
              }
            });
  }

  /** Where its clients find it. */
  String endpoint() {
    return endpoint;
  }

  /** Takes charge of what tools find the context by. */
  void published(RuntimeFolder.@Nullable Published file) {
    published = file;
  }

  /** Ends the server. */
  private void stop() {
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

  @Override
  void leave(EngineSession left) {
    removeFile();
  }

  private void removeFile() {
    RuntimeFolder.Published file = published;
    if (file != null) {
      file.remove();
    }
  }

  @Override
  public void close() {
    super.close();
    removeFile();
    stop();
  }

  /** Where the server says that it is ready, and nothing else that counts. */
  private static final class FirstLine implements OutputSink {

    final CompletableFuture<String> line = new CompletableFuture<>();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    @Override
    public void write(byte[] from, int begin, int end, boolean whole) {
      for (int i = begin; i < end && !line.isDone(); i++) {
        if (from[i] == '\n') {
          line.complete(bytes.toString(StandardCharsets.UTF_8).strip());
        } else {
          bytes.write(from[i]);
        }
      }
    }

    void failed(String why) {
      line.completeExceptionally(new IOException(why));
    }
  }
}

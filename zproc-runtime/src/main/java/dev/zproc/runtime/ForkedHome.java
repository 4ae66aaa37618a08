package dev.zproc.runtime;

import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.process.ExitReport;
import dev.zproc.runtime.internal.process.JvmProcess;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.Secret;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A state that is kept by a JVM which this process has forked for it, and which ends with this
 * process. When that JVM ends by itself, another one is started in its place that goes on with what
 * it has kept in a file; without such a file the state is gone, and with it the context.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ForkedHome extends RemoteHome {

  /** How long the end of the process may be waited for when its socket is gone. */
  private static final long EXIT_MILLIS = 2_000;

  /** How often it is started again within {@link #SERVED_SECONDS}. */
  private static final int MAX_RESTARTS = 5;

  /** Of those in which it was there; the time of starts is the machine's and says nothing. */
  private static final long SERVED_SECONDS = 5;

  private final ServerOptions options;
  private final ServerJvmOptions jvm;
  private final Secret root;
  private final String endpoint;

  /**
   * Of the last restarts, for how long it had been there until then, in ns. This and the next two
   * are owned by the thread of the one that has ended, or that starts the next.
   */
  private final Deque<Long> restarts = new ArrayDeque<>();

  private long served;
  private long since;

  private final Object lock = new Object();

  /** The present one, and whether there is to be no other; guarded by the lock. */
  private volatile ForkedServer server;

  private boolean closed;
  private volatile RuntimeFolder.@Nullable Published published;

  private ForkedHome(
      ServerOptions options, ServerJvmOptions jvm, Secret root, ForkedServer server) {
    this.options = options;
    this.jvm = jvm;
    this.root = root;
    this.server = server;
    this.endpoint = server.endpoint();
    watch(server.process());
  }

  /**
   * Starts a server; returns when it is ready.
   *
   * @param root by which this process will prove who it is
   * @throws dev.zproc.runtime.failure.StorageException if it cannot take up the file of its state
   * @throws IllegalStateException if it cannot be started; the message says why
   */
  static ForkedHome start(ServerOptions options, ServerJvmOptions jvm, Secret root) {
    return new ForkedHome(options, jvm, root, ForkedServer.start(options, jvm, root));
  }

  private void watch(JvmProcess process) {
    since = System.nanoTime();
    process.exit().thenAccept(report -> ended(process, report));
  }

  private void ended(JvmProcess process, ExitReport report) {
    String why = ForkedServer.why(process, report);
    // Who has asked it to end has had everybody told that it does.
    if (options.durable() == null || report.code() == 0) {
      tell(why);
    } else if (!mayRestart()) {
      tell(
          why
              + "; it had ended "
              + MAX_RESTARTS
              + " times, and was up for less than "
              + SERVED_SECONDS
              + " s between the first and now");
    } else {
      Thread starter = new Thread(() -> restart(why), "zproc-server-restart");
      starter.setDaemon(true);
      starter.start();
    }
  }

  private boolean mayRestart() {
    served += System.nanoTime() - since;
    restarts.removeIf(at -> served - at > TimeUnit.SECONDS.toNanos(SERVED_SECONDS));
    if (restarts.size() >= MAX_RESTARTS) {
      return false;
    }
    restarts.add(served);
    return true;
  }

  private void restart(String why) {
    synchronized (lock) {
      if (closed) {
        return;
      }
    }
    log(why);
    ForkedServer next;
    try {
      next = ForkedServer.start(options.withAddress(endpoint), jvm, root);
    } catch (IllegalStateException | ZProcException failed) {
      tell(why + "; it could not be started again: " + failed.getMessage());
      return;
    }
    synchronized (lock) {
      if (closed) {
        next.stop();
        return;
      }
      server = next;
    }
    watch(next.process());
  }

  private static void log(String why) {
    System.getLogger(ZProc.class.getName())
        .log(Level.WARNING, why + "; it is started again, with the state that it has kept");
  }

  /**
   * How the process has ended says more than that nobody listens any more. But where another one is
   * started in its place, it is only here that is known that nothing goes on.
   */
  @Override
  public void lost(EngineException cause) {
    server
        .process()
        .exit()
        .copy()
        .orTimeout(EXIT_MILLIS, TimeUnit.MILLISECONDS)
        .whenComplete(
            (report, late) -> {
              if (late != null || (options.durable() != null && report.code() != 0)) {
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
    synchronized (lock) {
      closed = true;
    }
    server.stop();
  }
}

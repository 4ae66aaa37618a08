package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.failure.StorageException;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.journal.JournalProvider;
import dev.zproc.runtime.internal.journal.Journals;
import dev.zproc.runtime.internal.journal.SharedState;
import dev.zproc.runtime.internal.transport.Loopback;
import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.transport.Sockets;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the state for this JVM and for the processes that connect to it.
 *
 * <p>Threads: safe for use by many threads. The work is done by the daemon thread
 * `zproc-state-server`.
 */
public final class StateServer implements AutoCloseable {

  private static final long CLOSE_MILLIS = 5_000;

  private final String endpoint;
  private final ServerLoop loop;
  private final Thread thread;

  private StateServer(
      ServerOptions options,
      Secret root,
      JournalProvider.@Nullable Opened kept,
      ServerSocket socket,
      ServerListener events) {
    endpoint = socket.endpoint();
    loop = new ServerLoop(options, root, kept, socket, events);
    thread = new Thread(loop, "zproc-state-server");
    thread.setDaemon(true);
  }

  /**
   * Starts a server.
   *
   * @throws IllegalStateException if it cannot listen at the address, or nobody can connect to it;
   *     or if its state is to be durable and nobody here can make it so
   * @throws dev.zproc.runtime.failure.StorageException if the file of its state cannot be taken up
   */
  public static StateServer start(ServerOptions options) {
    return start(options, ServerListener.NONE);
  }

  /**
   * As {@link #start(ServerOptions)}, with somebody who is told what becomes of it. A thread that
   * is interrupted does so as any other, and stays interrupted.
   */
  public static StateServer start(ServerOptions options, ServerListener events) {
    boolean interrupted = Thread.interrupted(); // which would close files and sockets
    try {
      return started(options, events);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static StateServer started(ServerOptions options, ServerListener events) {
    try {
      if (Sockets.isNetwork(options.address())) {
        Loopback.check();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    Secret elsewhere = options.access().root();
    Secret root = elsewhere == null ? Secret.random() : elsewhere;
    JournalProvider.Opened kept = kept(options, root);
    ServerSocket socket = null;
    try {
      socket = Sockets.bind("server", options.address(), FrameCutter.MAX_FRAME_BYTES);
      StateServer server = new StateServer(options, root, kept, socket, events);
      server.thread.start();
      return server;
    } catch (RuntimeException | Error failed) {
      if (socket != null) {
        socket.close();
      }
      if (kept != null) {
        kept.log().close();
      }
      throw failed;
    }
  }

  private static JournalProvider.@Nullable Opened kept(ServerOptions options, Secret root) {
    SharedState shared = options.shared();
    if (shared != null) {
      return shared.open(StorageException::new);
    }
    Durable durable = options.durable();
    return durable == null
        ? null
        : Journals.open(durable, Restored.mark(root, options.credentials()));
  }

  /** Where clients find this server. */
  public String endpoint() {
    return endpoint;
  }

  /**
   * The channel of this JVM's own session, to be given to one {@code EngineSession}. It lives as
   * long as the server.
   */
  public Channel channel() {
    return loop.channel();
  }

  /**
   * Lets the server fail: a thread of this JVM has died of {@code cause} that it cannot do without.
   */
  public void fail(Throwable cause) {
    loop.fail(cause);
  }

  /**
   * Ends the server: clients are told, and what was not answered before was not done. Returns when
   * the thread has ended, at most after 5 seconds; at once if called by that thread itself.
   */
  @Override
  public void close() {
    loop.stop();
    if (Thread.currentThread() == thread) {
      return;
    }
    boolean interrupted = false;
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(CLOSE_MILLIS);
    for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
      try {
        TimeUnit.NANOSECONDS.timedJoin(thread, left);
        break;
      } catch (InterruptedException asked) {
        // The thread is about to end; who closes in a hurry still wants the port to be free.
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

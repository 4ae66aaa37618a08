package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.transport.Loopback;
import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.transport.Sockets;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.FrameCutter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

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

  private StateServer(ServerOptions options, ServerSocket socket, ServerListener events) {
    endpoint = socket.endpoint();
    loop = new ServerLoop(options, socket, events);
    thread = new Thread(loop, "zproc-state-server");
    thread.setDaemon(true);
  }

  /**
   * Starts a server.
   *
   * @throws IllegalStateException if it cannot listen at the address, or nobody can connect to it
   */
  public static StateServer start(ServerOptions options) {
    return start(options, ServerListener.NONE);
  }

  /** As {@link #start(ServerOptions)}, with somebody who is told what becomes of it. */
  public static StateServer start(ServerOptions options, ServerListener events) {
    try {
      if (Sockets.isNetwork(options.address())) {
        Loopback.check();
      }
    } catch (IOException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    ServerSocket socket = Sockets.bind("server", options.address(), FrameCutter.MAX_FRAME_BYTES);
    StateServer server = new StateServer(options, socket, events);
    server.thread.start();
    return server;
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

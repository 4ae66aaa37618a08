package dev.zproc.runtime.internal.transport;

import dev.zproc.jeromq.ZMQ;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * Lets the thread that owns a JeroMQ socket sleep until the socket has something for it, or
 * somebody wakes it.
 *
 * <p>A JeroMQ socket has a channel that becomes readable whenever something has happened to the
 * socket: a frame has come, a full peer has room again, a connection is there. Waiting on that
 * channel with a selector of our own, rather than on JeroMQ's poller, has three uses: {@link
 * Selector#wakeup} comes for free and may be called by threads that are being interrupted (a pipe
 * would be closed by that); a socket that waits for room in its peers' queues is woken, which no
 * poller tells of a ROUTER; and it takes fewer system calls.
 *
 * <p>Threads: owned by the thread that waits; only {@link #wake} is safe for others.
 */
final class SocketWaiter {

  private final Selector selector;
  private volatile boolean closed;

  SocketWaiter() {
    try {
      selector = Selector.open();
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "cannot open a selector; are there file descriptors left?", failed);
    }
  }

  /** Waits on this socket from now on, which takes the place of the one before. */
  void watch(ZMQ.Socket socket) {
    watchNothing();
    try {
      SelectableChannel channel = socket.getFD();
      channel.register(selector, SelectionKey.OP_READ);
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot wait on a socket", failed);
    }
  }

  /** Waits on no socket from now on, but to be woken. */
  void watchNothing() {
    try {
      for (SelectionKey key : selector.keys()) {
        key.cancel();
      }
      selector.selectNow();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot wait on a socket", failed);
    }
  }

  /**
   * Blocks for at most {@code millis}. The caller must have taken everything from the socket
   * before, until there was nothing: the channel tells of new things only. One thing it may not
   * tell: that a full peer has room again, if the socket has taken note of that while it sent to
   * another. So who waits for room should not wait long.
   */
  void await(long millis) {
    // The flag would let every wait return at once; nobody has a reason to interrupt this thread.
    Thread.interrupted();
    try {
      if (millis <= 0) {
        selector.selectNow();
      } else {
        selector.select(millis);
      }
      selector.selectedKeys().clear();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot wait on a socket", failed);
    }
  }

  /** Does what {@link #wake} does. */
  Runnable waking() {
    return new Waking();
  }

  /** No lambda, which a cold JVM pays for. */
  private final class Waking implements Runnable {

    @Override
    public void run() {
      wake();
    }
  }

  void wake() {
    if (!closed) {
      selector.wakeup();
    }
  }

  void close() {
    closed = true;
    try {
      selector.close();
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot close a selector", failed);
    }
  }
}

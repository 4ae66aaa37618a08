package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ClientSocket} over a Unix-domain socket. It has no thread: whoever calls it does the
 * work, and any thread may, one after the other.
 *
 * <p>The channel does not block, and a selector waits for it, for two reasons: an interrupt wakes a
 * selector, while it would close a channel that blocks; and a selector can be woken.
 *
 * <p>Threads: owned by one thread at a time; from one to the next the lock that lets them take
 * turns must carry what was done. Only {@link #wake} is safe for others.
 */
public final class UnixClientSocket implements ClientSocket {

  /** How long to wait with the next attempt if a connection has ended before it was of use. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** How long to wait with the next attempt if nobody is there; twice as long each time. */
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

  private static final long MAX_RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long a socket that was closed may still send. */
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  /** How often in a row nothing is read where nothing was announced. */
  private static final int MAX_UNREAD = 64;

  private final Selector selector;
  private final UnixDomainSocketAddress address;
  private final int maxFrameBytes;
  private final ByteBuffer in;
  private final ByteBuffer out;
  private final ArrayDeque<Event> events = new ArrayDeque<>();
  private final ArrayDeque<byte[]> arrived = new ArrayDeque<>();
  private final FrameOutput output = new FrameOutput();
  private final Consumer<SelectionKey> ready = new Ready();

  private FrameInput input;
  private @Nullable SocketChannel channel;
  private @Nullable SelectionKey key;
  private long connectedSince;
  private long nextAttempt = System.nanoTime();
  private long retryNanos = RETRY_NANOS;

  /** Whether there may be something to read. */
  private boolean readable;

  private int unread;

  /** Whether the other end takes nothing any more; what it has said before is read first. */
  private boolean deaf;

  private volatile boolean closed;

  private UnixClientSocket(UnixDomainSocketAddress address, int maxFrameBytes) {
    this.address = address;
    this.maxFrameBytes = maxFrameBytes;
    in = ByteBuffer.allocateDirect(maxFrameBytes + FrameInput.HEAD_BYTES);
    out = ByteBuffer.allocateDirect(maxFrameBytes + FrameInput.HEAD_BYTES);
    input = new FrameInput(maxFrameBytes);
    try {
      selector = Selector.open();
    } catch (IOException failed) {
      throw new UncheckedIOException(
          "cannot open a selector; are there file descriptors left?", failed);
    }
  }

  /**
   * Begins to connect.
   *
   * @param endpoint as {@link ServerSocket#endpoint} gives it
   * @param maxFrameBytes the largest frame
   * @throws IllegalArgumentException if the endpoint is none
   */
  static UnixClientSocket connect(String endpoint, int maxFrameBytes) {
    return new UnixClientSocket(UnixAddress.of(endpoint), maxFrameBytes);
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public @Nullable Event event() {
    SocketChannel open = channel;
    if (deaf && open != null && arrived.isEmpty()) {
      read(open); // what is left, and then its end
    }
    if (channel == null && events.isEmpty() && arrived.isEmpty()) {
      long now = System.nanoTime();
      if (now - nextAttempt >= 0) {
        attempt(now);
      }
    }
    // What a connection has brought comes before its end.
    return arrived.isEmpty() ? events.poll() : null;
  }

  private void attempt(long now) {
    SocketChannel made = null;
    try {
      made = SocketChannel.open(StandardProtocolFamily.UNIX);
      made.configureBlocking(false);
      if (made.connect(address)) {
        key = made.register(selector, SelectionKey.OP_READ);
        channel = made;
        connectedSince = now;
        retryNanos = RETRY_NANOS;
        events.add(Event.CONNECTED);
        return;
      }
      // Too many wait to be accepted, and nothing would tell when there is room.
    } catch (ConnectException refused) {
      events.add(Event.DESERTED);
    } catch (IOException nobody) {
      events.add(Files.notExists(address.getPath()) ? Event.DESERTED : Event.UNREACHABLE);
    } catch (UnsupportedOperationException unable) {
      throw new IllegalStateException(
          "this JVM has no Unix-domain sockets, which its parent uses (Transport.UNIX)", unable);
    }
    closeQuietly(made);
    nextAttempt = now + retryNanos;
    retryNanos = Math.min(2 * retryNanos, MAX_RETRY_NANOS);
  }

  private static void closeQuietly(@Nullable SocketChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException gone) {
        // It is closed all the same.
      }
    }
  }

  private void forget() {
    closeQuietly(channel);
    channel = null;
    key = null;
    readable = false;
    deaf = false;
    output.clear();
    input = new FrameInput(maxFrameBytes);
  }

  private void lost() {
    long now = System.nanoTime();
    forget();
    // Else whoever listens there takes connections only to end them.
    nextAttempt = now - connectedSince >= PAUSE_NANOS ? now : now + PAUSE_NANOS;
    events.add(Event.DISCONNECTED);
  }

  @Override
  public byte @Nullable [] receive() {
    byte[] frame = arrived.poll();
    if (frame == null && channel != null && (readable || ++unread >= MAX_UNREAD)) {
      read(channel);
      frame = arrived.poll();
    }
    return frame;
  }

  private void read(SocketChannel from) {
    unread = 0;
    try {
      int count = from.read(in.clear());
      readable = !in.hasRemaining();
      if (count < 0 || (count == 0 && deaf) || !input.take(in.flip(), arrived)) {
        lost();
      }
    } catch (IOException cut) {
      lost();
    }
  }

  @Override
  public boolean send(byte[] frame) {
    SocketChannel to = channel;
    if (to == null || deaf) {
      return false;
    }
    try {
      return output.send(to, frame, out);
    } catch (IOException cut) {
      deaf = true;
      readable = true;
      return false;
    }
  }

  @Override
  public void reopen() {
    forget();
    events.clear();
    arrived.clear();
    nextAttempt = System.nanoTime();
  }

  @Override
  public boolean isBroken() {
    return false;
  }

  @Override
  public @Nullable Throwable brokenBy() {
    return null;
  }

  @Override
  public void await(long millis) {
    if (!arrived.isEmpty() || !events.isEmpty() || readable) {
      return;
    }
    long most = millis;
    SelectionKey open = key;
    if (open == null) {
      long left = nextAttempt - System.nanoTime();
      most = Math.min(most, left <= 0 ? 0 : TimeUnit.NANOSECONDS.toMillis(left) + 1);
    } else {
      int wanted = SelectionKey.OP_READ | (output.isWaiting() ? SelectionKey.OP_WRITE : 0);
      if (open.interestOps() != wanted) {
        open.interestOps(wanted);
      }
    }
    select(most);
  }

  private void select(long millis) {
    try {
      if (millis <= 0) {
        selector.selectNow(ready);
      } else {
        selector.select(ready, millis);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot wait on a socket", failed);
    }
  }

  /** Takes note of what the selector has found. */
  private final class Ready implements Consumer<SelectionKey> {

    @Override
    public void accept(SelectionKey found) {
      SocketChannel open = channel;
      if (found != key || open == null) {
        return;
      }
      if (found.isReadable()) {
        readable = true;
      }
      if (found.isWritable()) {
        try {
          output.flush(open);
        } catch (IOException cut) {
          deaf = true;
          readable = true;
        }
      }
    }
  }

  @Override
  public void wake() {
    if (!closed) {
      selector.wakeup();
    }
  }

  @Override
  public void close() {
    long end = System.nanoTime() + LINGER_NANOS;
    boolean interrupted = Thread.interrupted();
    SelectionKey open = key;
    while (open != null && output.isWaiting() && !deaf && System.nanoTime() < end) {
      open.interestOps(SelectionKey.OP_WRITE);
      select(TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime()));
    }
    closed = true;
    forget();
    try {
      selector.close();
    } catch (IOException gone) {
      // It is closed all the same.
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

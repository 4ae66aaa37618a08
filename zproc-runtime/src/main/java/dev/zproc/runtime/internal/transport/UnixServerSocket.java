package dev.zproc.runtime.internal.transport;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ServerSocket} over a Unix-domain socket. It has no thread: its owner accepts, reads and
 * writes. The file is in a folder that other users cannot enter, and where the system tells who
 * connects, others are turned away as well.
 *
 * <p>A connection is read once for each time that the selector names it, into one buffer that all
 * share, and only when the frames that were read before have been taken; so who sends much is not
 * served before others, and waits in the system's buffers.
 *
 * <p>Threads: made by any thread; then owned by one thread at a time, which calls {@link #await};
 * from one to the next the lock that lets them take turns must carry what was done.
 */
public final class UnixServerSocket implements ServerSocket {

  private static final int BACKLOG = 4096;

  /** How many are accepted before others are served. */
  private static final int MAX_ACCEPTED = 64;

  /** How long a socket that was closed may still send. */
  private static final long LINGER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private final String endpoint;
  private final Selector selector;
  private final ServerSocketChannel listener;
  private final SelectionKey listening;
  private final @Nullable SocketFolder folder;
  private final UnixConnections connections;
  private final ByteBuffer in;
  private final ByteBuffer out;
  private final ArrayDeque<byte[]> cut = new ArrayDeque<>();
  private final ArrayDeque<Inbound> arrived = new ArrayDeque<>();

  /** Connections that there may be something to read from, each once. */
  private final ArrayDeque<UnixConnection> readable = new ArrayDeque<>();

  private final Consumer<SelectionKey> ready = new Ready();

  /** Whether the selector was asked after all had been read. */
  private boolean selected;

  private volatile boolean closed;

  private UnixServerSocket(
      Path at, String endpoint, @Nullable SocketFolder folder, int maxFrameBytes)
      throws IOException {
    this.endpoint = endpoint;
    this.folder = folder;
    in = ByteBuffer.allocateDirect(2 * (maxFrameBytes + FrameInput.HEAD_BYTES));
    out = ByteBuffer.allocateDirect(maxFrameBytes + FrameInput.HEAD_BYTES);
    connections = new UnixConnections(maxFrameBytes);
    selector = Selector.open();
    ServerSocketChannel made = null;
    try {
      made = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      made.bind(UnixDomainSocketAddress.of(at), BACKLOG);
      made.configureBlocking(false);
      listening = made.register(selector, SelectionKey.OP_ACCEPT);
    } catch (IOException | RuntimeException failed) {
      selector.close();
      if (made != null) {
        made.close();
      }
      throw failed;
    }
    listener = made;
  }

  /**
   * Binds a socket.
   *
   * @param address {@link Sockets#ANY_UNIX}, or that and a path
   * @param maxFrameBytes the largest frame; who sends a larger one is disconnected
   * @throws IllegalStateException if nobody can listen there; the message says what to do
   */
  static UnixServerSocket bind(String address, int maxFrameBytes) {
    SocketFolder folder = null;
    try {
      if (!address.equals(Sockets.ANY_UNIX)) {
        return bindAt(UnixAddress.of(address).getPath(), maxFrameBytes);
      }
      folder = SocketFolder.in(Path.of(System.getProperty("java.io.tmpdir", ".")));
      String endpoint = UnixAddress.SCHEME + folder.socket();
      UnixServerSocket made =
          new UnixServerSocket(folder.socket(), endpoint, folder, maxFrameBytes);
      folder.bound();
      return made;
    } catch (UnsupportedOperationException unable) {
      removeQuietly(folder);
      throw new IllegalStateException(
          "this system has no Unix-domain sockets for Java ("
              + unable.getMessage()
              + "); open the context with Transport.ZEROMQ",
          unable);
    } catch (IOException failed) {
      removeQuietly(folder);
      throw new IllegalStateException(
          "cannot listen at a Unix-domain socket: "
              + failed.getMessage()
              + (folder == null
                  ? "; choose another path, or Transport.ZEROMQ"
                  : "; choose another folder with -Djava.io.tmpdir, or open the context with"
                      + " Transport.ZEROMQ"),
          failed);
    }
  }

  private static UnixServerSocket bindAt(Path chosen, int maxFrameBytes) throws IOException {
    SocketFolder there = SocketFolder.of(chosen);
    Path draft = SocketFile.beside(chosen);
    UnixServerSocket bound = null;
    try {
      bound = new UnixServerSocket(draft, UnixAddress.SCHEME + chosen, there, maxFrameBytes);
      there.place(draft);
      return bound;
    } catch (IOException | RuntimeException failed) {
      if (bound != null) {
        bound.close();
      } else if (there.isSwept()) {
        return bindAt(chosen, maxFrameBytes); // it was, between the look and the socket
      }
      throw failed;
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private static void removeQuietly(@Nullable SocketFolder folder) {
    if (folder != null) {
      folder.remove();
    }
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public @Nullable Inbound receive() {
    while (true) {
      Inbound frame = arrived.poll();
      if (frame != null) {
        return frame;
      }
      UnixConnection next = readable.poll();
      if (next != null) {
        read(next);
      } else if (selected) {
        selected = false;
        return null;
      } else {
        // Nobody has waited since, so nobody has asked.
        select(0);
      }
    }
  }

  private void read(UnixConnection from) {
    from.isQueued = false;
    if (!from.isOpen()) {
      return;
    }
    try {
      int count = from.channel.read(in.clear());
      if (!in.hasRemaining()) {
        queue(from);
      }
      boolean over = count < 0 || (count == 0 && from.isDeaf);
      if (over || !from.input.take(in.flip(), cut) || !connections.takes(from, cut.size())) {
        connections.end(from);
      }
    } catch (IOException broken) {
      connections.end(from);
    }
    for (byte[] frame = cut.poll(); frame != null; frame = cut.poll()) {
      arrived.add(new Inbound(from.peer, frame));
    }
  }

  private void queue(UnixConnection connection) {
    if (!connection.isQueued) {
      connection.isQueued = true;
      readable.add(connection);
    }
  }

  @Override
  public Sent send(Peer peer, byte[] frame) {
    UnixConnection to = connections.of(peer);
    if (to == null) {
      return Sent.GONE;
    }
    if (to.isDeaf) {
      return Sent.YES; // it will be gone when what it has sent before is read
    }
    try {
      boolean taken = to.output.send(to.channel, frame, out);
      want(to);
      return taken ? Sent.YES : Sent.FULL;
    } catch (IOException broken) {
      deafen(to);
      return Sent.YES;
    }
  }

  private void deafen(UnixConnection connection) {
    connection.isDeaf = true;
    connection.output.clear();
    queue(connection);
  }

  /** Asks to be told of room, if something waits for it. */
  private static void want(UnixConnection connection) {
    int wanted = SelectionKey.OP_READ | (connection.output.isWaiting() ? SelectionKey.OP_WRITE : 0);
    if (connection.wanted != wanted) {
      connection.wanted = wanted;
      connection.key.interestOps(wanted);
    }
  }

  @Override
  public @Nullable Peer departed() {
    // What a peer has said comes before its departure.
    return arrived.isEmpty() ? connections.departed() : null;
  }

  @Override
  public void accept(Peer peer) {
    connections.accept(peer);
  }

  @Override
  public void drop(Peer peer) {
    UnixConnection dropped = connections.of(peer);
    if (dropped != null) {
      connections.end(dropped);
    }
  }

  @Override
  public void reap() {
    connections.reap();
    listening.interestOps(SelectionKey.OP_ACCEPT);
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
    // The flag would let every wait return at once; nobody has a reason to interrupt this thread.
    Thread.interrupted();
    awaitOrInterrupt(millis);
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public void awaitOrInterrupt(long millis) {
    if (arrived.isEmpty() && readable.isEmpty()) {
      select(millis);
    }
  }

  private void select(long millis) {
    try {
      if (millis <= 0) {
        selector.selectNow(ready);
      } else {
        selector.select(ready, millis);
      }
      selected = true;
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot wait on a socket", failed);
    }
  }

  /** Takes note of what the selector has found. */
  private final class Ready implements Consumer<SelectionKey> {

    @Override
    public void accept(SelectionKey found) {
      if (!(found.attachment() instanceof UnixConnection connection)) {
        acceptAll();
        return;
      }
      if (!connection.isOpen()) {
        return;
      }
      if (found.isReadable()) {
        queue(connection);
      }
      if (found.isWritable()) {
        flush(connection);
      }
    }
  }

  private void flush(UnixConnection connection) {
    try {
      if (!connection.isDeaf) {
        boolean unused = connection.output.flush(connection.channel);
        want(connection);
      }
    } catch (IOException broken) {
      deafen(connection);
    }
  }

  private void acceptAll() {
    try {
      for (int i = 0; i < MAX_ACCEPTED; i++) {
        SocketChannel made = listener.accept();
        if (made == null) {
          return;
        }
        if (folder == null || PeerUser.isAllowed(made, folder)) {
          connections.add(made, selector);
        } else {
          made.close();
        }
      }
    } catch (IOException full) {
      // Most likely there are no descriptors left; reap looks again.
      listening.interestOps(0);
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
    // First, so that whoever loses its connection finds that nobody listens.
    removeQuietly(folder);
    closeQuietly(listener);
    long end = System.nanoTime() + LINGER_NANOS;
    for (long left = LINGER_NANOS; connections.isWaiting() && left > 0; ) {
      select(TimeUnit.NANOSECONDS.toMillis(left));
      readable.clear();
      left = end - System.nanoTime();
    }
    closed = true;
    connections.endAll();
    closeQuietly(selector);
  }

  private static void closeQuietly(Closeable open) {
    try {
      open.close();
    } catch (IOException gone) {
      // It is closed all the same.
    }
  }
}

package dev.zproc.runtime.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Stands between clients and a server, on loopback or on a Unix-domain socket as the server does,
 * and does to their connections what networks do: cuts them at any byte, holds them up, slows them
 * down, refuses new ones.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int BUFFER = 16 * 1024;

  /** How much of what a slow line was late with it makes good. */
  private static final long MAX_LATE_NANOS = TimeUnit.SECONDS.toNanos(1);

  private static final String UNIX = "unix:";

  private volatile SocketAddress target;
  private final ServerSocketChannel listener;
  private final String endpoint;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private volatile boolean closed;
  private final AtomicLong down = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();
  private final Object gate = new Object();
  private final Random random;

  private volatile int cutWithin;
  private volatile long upPerSecond;
  private volatile String muted = "";
  private volatile boolean refusing;
  private boolean held;
  private boolean heldDown;

  /**
   * Begins to listen.
   *
   * @param server as {@code tcp://host:port}, or as {@code unix:path}
   * @param seed of everything that is left to chance
   */
  public FaultProxy(String server, long seed) {
    target = address(server);
    random = new Random(seed);
    try {
      listener = listener(target);
      endpoint = endpoint(listener);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    start(this::accept, "accept");
  }

  /** Where clients connect. */
  public String endpoint() {
    return endpoint;
  }

  /** Listens at a new address of the kind of {@code other}. */
  public static ServerSocketChannel listener(SocketAddress other) throws IOException {
    ServerSocketChannel made = ServerSocketChannel.open(family(other));
    if (other instanceof UnixDomainSocketAddress) {
      Path folder = Files.createTempDirectory("zproc-proxy");
      Path socket = folder.resolve("s");
      folder.toFile().deleteOnExit();
      socket.toFile().deleteOnExit(); // first, since it comes last
      return made.bind(UnixDomainSocketAddress.of(socket), 50);
    }
    return made.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 50);
  }

  /** Returns the endpoint of a listener. */
  public static String endpoint(ServerSocketChannel listener) throws IOException {
    return listener.getLocalAddress() instanceof InetSocketAddress address
        ? "tcp://127.0.0.1:" + address.getPort()
        : UNIX + listener.getLocalAddress();
  }

  /** Returns the address of an endpoint. */
  public static SocketAddress address(String endpoint) {
    if (endpoint.startsWith(UNIX)) {
      return UnixDomainSocketAddress.of(endpoint.substring(UNIX.length()));
    }
    int colon = endpoint.lastIndexOf(':');
    return new InetSocketAddress(
        endpoint.substring("tcp://".length(), colon),
        Integer.parseInt(endpoint.substring(colon + 1)));
  }

  /** Leads new connections to another server. */
  public void lead(String endpoint) {
    target = address(endpoint);
  }

  /** How many connections there have been. */
  public long accepted() {
    return accepted.get();
  }

  /** How many bytes have gone from the server to clients. */
  public long down() {
    return down.get();
  }

  /** How many connections have bytes that are not let through. */
  public long holding() {
    return waiting.get();
  }

  /**
   * Cuts each new connection after at most so many bytes, in both directions together; 0 for never.
   */
  public void cutWithin(int bytes) {
    cutWithin = bytes;
  }

  /** Lets no more bytes a second through from each client to the server; 0 for as many as come. */
  public void slowUp(long bytesPerSecond) {
    upPerSecond = bytesPerSecond;
  }

  /** Closes each new connection at once, or no longer does. */
  public void refuse(boolean refuse) {
    refusing = refuse;
  }

  /** Lets no byte through, in either direction, until {@link #release}; connections stay. */
  public void hold() {
    synchronized (gate) {
      held = true;
    }
  }

  /** Lets nothing through from the server to clients, until {@link #release}. */
  public void holdDown() {
    synchronized (gate) {
      heldDown = true;
    }
  }

  /** Lets bytes through again. */
  public void release() {
    synchronized (gate) {
      held = false;
      heldDown = false;
      gate.notifyAll();
    }
  }

  /** Lets no byte come back to who says {@code beginning}; empty for everybody's come through. */
  public void mute(String beginning) {
    muted = beginning;
  }

  /** Cuts all connections now. */
  public void cutAll() {
    pairs.forEach(Pair::cut);
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    release();
    closed = true;
    cutAll();
  }

  private void accept() {
    while (listener.isOpen()) {
      try {
        SocketChannel client = listener.accept();
        if (refusing) {
          client.close();
          continue;
        }
        accepted.incrementAndGet();
        Pair pair = new Pair(client, SocketChannel.open(family(target)));
        pairs.add(pair);
        if (closed || refusing) {
          pair.cut(); // it came just before, and is among those that are cut, or not
        }
        start(pair::run, "pair");
      } catch (IOException ended) {
        // The listener was closed, or a client was gone before we had it.
      }
    }
  }

  private static ProtocolFamily family(SocketAddress address) {
    return address instanceof UnixDomainSocketAddress
        ? StandardProtocolFamily.UNIX
        : StandardProtocolFamily.INET;
  }

  private static void start(Runnable body, String role) {
    Thread thread = new Thread(body, "fault-proxy-" + role);
    thread.setDaemon(true);
    thread.start();
  }

  private void awaitRelease(boolean downwards) throws InterruptedException {
    synchronized (gate) {
      waiting.incrementAndGet();
      while (held || (heldDown && downwards)) {
        gate.wait();
      }
      waiting.decrementAndGet();
    }
  }

  private int budget() {
    int within = cutWithin;
    synchronized (random) {
      return within == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(within);
    }
  }

  /** A client's connection and the one to the server. */
  private final class Pair {

    private final List<SocketChannel> sockets = new ArrayList<>();
    private final SocketChannel client;
    private final SocketChannel server;
    private final AtomicLong left = new AtomicLong(budget());
    private volatile boolean mute;

    Pair(SocketChannel client, SocketChannel server) {
      this.client = client;
      this.server = server;
      sockets.add(client);
      sockets.add(server);
    }

    void run() {
      try {
        server.connect(target);
        if (family(target) == StandardProtocolFamily.INET) {
          client.setOption(StandardSocketOptions.TCP_NODELAY, true);
          server.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
        start(() -> pump(server, client), "down");
        pump(client, server);
      } catch (IOException unreachable) {
        cut();
      }
    }

    private void pump(SocketChannel from, SocketChannel to) {
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
      long due = System.nanoTime();
      try (from;
          to) {
        for (int read = from.read(buffer); read >= 0; read = from.read(buffer.clear())) {
          mute |= from == client && says(buffer, muted);
          if (mute && from == server) {
            continue;
          }
          awaitRelease(from == server);
          long perSecond = from == client ? upPerSecond : 0;
          if (perSecond > 0) {
            due = Math.max(due, System.nanoTime() - MAX_LATE_NANOS);
            due += TimeUnit.SECONDS.toNanos(read) / perSecond;
            LockSupport.parkNanos(due - System.nanoTime());
          }
          long before = left.getAndAdd(-read);
          buffer.flip().limit((int) Math.max(0, Math.min(read, before)));
          if (from == server) { // before they are there, since whoever has them may ask
            down.addAndGet(read);
          }
          while (buffer.hasRemaining()) {
            to.write(buffer);
          }
          if (before <= read) {
            break;
          }
        }
      } catch (IOException cut) {
        // One side is gone; the other goes too.
      } catch (InterruptedException asked) {
        Thread.currentThread().interrupt();
      } finally {
        cut();
      }
    }

    private boolean says(ByteBuffer buffer, String beginning) {
      byte[] said = beginning.getBytes(StandardCharsets.US_ASCII);
      return said.length > 0
          && buffer.position() >= said.length
          && Arrays.equals(said, Arrays.copyOf(buffer.array(), said.length));
    }

    void cut() {
      pairs.remove(this);
      for (SocketChannel socket : sockets) {
        try {
          socket.close();
        } catch (IOException gone) {
          // It is closed all the same.
        }
      }
    }
  }
}

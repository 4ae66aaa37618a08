package dev.zproc.runtime.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stands between clients and a server on loopback and does to their connections what networks do:
 * cuts them at any byte, holds them up, refuses new ones.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class FaultProxy implements AutoCloseable {

  private static final int BUFFER = 16 * 1024;

  private volatile InetSocketAddress target;
  private final ServerSocket listener;
  private final Set<Pair> pairs = ConcurrentHashMap.newKeySet();
  private final AtomicLong accepted = new AtomicLong();
  private final AtomicLong down = new AtomicLong();
  private final AtomicLong waiting = new AtomicLong();
  private final Object gate = new Object();
  private final Random random;

  private volatile int cutWithin;
  private volatile boolean refusing;
  private boolean held;
  private boolean heldDown;

  /**
   * Begins to listen.
   *
   * @param endpoint the server, as {@code tcp://host:port}
   * @param seed of everything that is left to chance
   */
  public FaultProxy(String endpoint, long seed) {
    target = address(endpoint);
    random = new Random(seed);
    try {
      listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
    start(this::accept, "accept");
  }

  /** Where clients connect. */
  public String endpoint() {
    return "tcp://127.0.0.1:" + listener.getLocalPort();
  }

  /** Returns the address of an endpoint. */
  public static InetSocketAddress address(String endpoint) {
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
    cutAll();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        if (refusing) {
          client.close();
          continue;
        }
        accepted.incrementAndGet();
        Pair pair = new Pair(client, new Socket());
        pairs.add(pair);
        start(pair::run, "pair");
      } catch (IOException ended) {
        // The listener was closed, or a client was gone before we had it.
      }
    }
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

    private final List<Socket> sockets = new ArrayList<>();
    private final Socket client;
    private final Socket server;
    private final AtomicLong left = new AtomicLong(budget());

    Pair(Socket client, Socket server) {
      this.client = client;
      this.server = server;
      sockets.add(client);
      sockets.add(server);
    }

    void run() {
      try {
        server.connect(target);
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        start(() -> pump(server, client), "down");
        pump(client, server);
      } catch (IOException unreachable) {
        cut();
      }
    }

    private void pump(Socket from, Socket to) {
      byte[] buffer = new byte[BUFFER];
      try (InputStream in = from.getInputStream();
          OutputStream out = to.getOutputStream()) {
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
          awaitRelease(from == server);
          long before = left.getAndAdd(-read);
          out.write(buffer, 0, (int) Math.max(0, Math.min(read, before)));
          if (from == server) {
            down.addAndGet(read);
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

    void cut() {
      pairs.remove(this);
      for (Socket socket : sockets) {
        try {
          socket.close();
        } catch (IOException gone) {
          // It is closed all the same.
        }
      }
    }
  }
}

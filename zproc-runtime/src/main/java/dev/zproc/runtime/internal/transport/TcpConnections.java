package dev.zproc.runtime.internal.transport;

import dev.zproc.jeromq.ZEvent;
import dev.zproc.jeromq.ZMonitor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The TCP connections behind a listening JeroMQ socket, which the socket itself hides. JeroMQ keeps
 * a peer for ever that greets it and then says nothing, and can't be told to drop one; here each
 * accepted connection is known from the event that JeroMQ raises, and is shut down if it has not
 * been accepted by us within {@link #LIMIT_NANOS}.
 *
 * <p>Threads: owned by the socket's thread, but for {@link #consume}, which JeroMQ's I/O thread
 * calls.
 */
final class TcpConnections implements ZEvent.ZEventConsummer {

  /** How long a connection may stay without having proved who it is. */
  static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** The largest frame of one that has not proved who it is: greetings are not larger. */
  static final int MAX_STRANGE_BYTES = 1024;

  /** How many frames such a one may send. */
  static final int MAX_STRANGE_FRAMES = 64;

  /** What is told from other threads. */
  private enum What {
    ACCEPTED,
    CLOSED,
    OURS,
    FOREIGN
  }

  private record Happened(What what, SocketChannel channel, long nanos) {}

  private static final class Accepted {
    final SocketChannel channel;
    final long since;
    @Nullable Peer peer;
    boolean shut;
    boolean proved;
    int frames;

    /** Whether it is known to come from this user, or cannot be known. */
    boolean checked;

    Accepted(SocketChannel channel, long since) {
      this.channel = channel;
      this.since = since;
    }
  }

  private final Queue<Happened> happened = new ConcurrentLinkedQueue<>();
  private final Runnable wake;

  /** Those that have not proved who they are, by remote address, the oldest first. */
  private final Map<String, Accepted> strangers = new LinkedHashMap<>();

  /** Those that have sent a frame, by the name that JeroMQ has given them. */
  private final Map<Peer, Accepted> peers = new LinkedHashMap<>();

  private final Map<SocketChannel, Accepted> channels = new LinkedHashMap<>();
  private final Queue<Peer> departed = new ConcurrentLinkedQueue<>();

  /** How many strangers there may be; the oldest gives way. */
  private final int maxStrangers = Descriptors.strangers();

  private final OwnerCheck check;

  /**
   * Makes an object for the connections of one socket.
   *
   * @param name of its threads
   * @param wake called when something has happened
   */
  TcpConnections(String name, Runnable wake) {
    this.wake = wake;
    check =
        new OwnerCheck(name, (channel, ours) -> happened(ours ? What.OURS : What.FOREIGN, channel));
  }

  @Override
  public void consume(ZEvent event) {
    ZMonitor.Event kind = event.getEvent();
    SelectableChannel channel = event.getValue();
    if (channel instanceof SocketChannel connection) {
      happened(kind == ZMonitor.Event.ACCEPTED ? What.ACCEPTED : What.CLOSED, connection);
    }
  }

  private void happened(What what, SocketChannel connection) {
    happened.add(new Happened(what, connection, System.nanoTime()));
    wake.run();
  }

  /** Learns what has happened since the last call. */
  void update() {
    for (Happened each = happened.poll(); each != null; each = happened.poll()) {
      switch (each.what()) {
        case ACCEPTED -> opened(each);
        case CLOSED -> closed(each.channel());
        case OURS -> checked(each.channel(), true);
        case FOREIGN -> checked(each.channel(), false);
      }
    }
    check.retry();
  }

  private void opened(Happened each) {
    InetSocketAddress remote = remote(each.channel());
    if (remote == null) {
      return;
    }
    Accepted connection = new Accepted(each.channel(), each.nanos());
    channels.put(each.channel(), connection);
    strangers.put(remote.getAddress().getHostAddress() + ":" + remote.getPort(), connection);
    InetSocketAddress own = own(each.channel());
    if (own == null || !remote.getAddress().isLoopbackAddress() || !check.isPossible()) {
      connection.checked = true;
    } else {
      check.ask(each.channel(), new TcpOwners.Ends(remote, own));
    }
    if (strangers.size() > maxStrangers) {
      Iterator<Accepted> oldest = strangers.values().iterator();
      shut(oldest.next());
      oldest.remove();
    }
  }

  private void closed(SocketChannel channel) {
    Accepted connection = channels.remove(channel);
    if (connection == null) {
      return;
    }
    strangers.values().remove(connection);
    Peer peer = connection.peer;
    if (peer != null && peers.remove(peer) != null) {
      departed.add(peer);
    }
  }

  private void checked(SocketChannel channel, boolean ours) {
    Accepted connection = channels.get(channel);
    if (connection == null) {
      return;
    }
    if (ours) {
      connection.checked = true;
    } else {
      shut(connection);
    }
  }

  /** Whether frames of this peer may be read: nobody else's are, and nothing is answered. */
  boolean isChecked(Peer peer) {
    Accepted connection = peers.get(peer);
    return connection == null || connection.checked;
  }

  /** Whether this peer may send such a frame; if not, its connection ends. */
  boolean takes(Peer peer, int bytes) {
    Accepted connection = peers.get(peer);
    if (connection == null || connection.proved) {
      return true;
    }
    if (bytes <= MAX_STRANGE_BYTES && ++connection.frames <= MAX_STRANGE_FRAMES) {
      return true;
    }
    shut(connection);
    return false;
  }

  void end() {
    check.close();
  }

  /** The address of the other end, or null if it is gone already. */
  private static @Nullable InetSocketAddress remote(SocketChannel channel) {
    try {
      return channel.getRemoteAddress() instanceof InetSocketAddress remote ? remote : null;
    } catch (IOException gone) {
      return null;
    }
  }

  private static @Nullable InetSocketAddress own(SocketChannel channel) {
    try {
      return channel.getLocalAddress() instanceof InetSocketAddress own ? own : null;
    } catch (IOException gone) {
      return null;
    }
  }

  boolean knows(Peer peer) {
    return peers.containsKey(peer);
  }

  /** Learns that the connection from {@code address} is the one that is called {@code peer}. */
  void name(Peer peer, @Nullable String address) {
    Accepted connection = address == null ? null : strangers.get(address);
    if (connection != null && connection.peer == null) {
      connection.peer = peer;
      peers.put(peer, connection);
    }
  }

  void accept(Peer peer) {
    Accepted connection = peers.get(peer);
    if (connection != null) {
      connection.proved = true;
      strangers.values().remove(connection);
    }
  }

  void drop(Peer peer) {
    Accepted connection = peers.get(peer);
    if (connection != null) {
      shut(connection);
    }
  }

  void reap() {
    long now = System.nanoTime();
    Iterator<Accepted> oldest = strangers.values().iterator();
    while (oldest.hasNext()) {
      Accepted connection = oldest.next();
      if (now - connection.since < LIMIT_NANOS) {
        return;
      }
      shut(connection);
      if (now - connection.since > 2 * LIMIT_NANOS) {
        oldest.remove();
      }
    }
  }

  @Nullable Peer departed() {
    return departed.poll();
  }

  private static void shut(Accepted connection) {
    try {
      if (connection.shut) {
        // JeroMQ has not noticed that it ended: at least the descriptor is free then.
        connection.channel.close();
      } else {
        connection.shut = true;
        // JeroMQ's own thread reads the end of the stream then, and takes the connection down.
        connection.channel.shutdownInput();
      }
    } catch (IOException gone) {
      // It ended by itself in this moment, which is all that was wanted.
      connection.shut = true;
    }
  }
}

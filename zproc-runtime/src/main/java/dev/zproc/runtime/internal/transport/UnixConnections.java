package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a {@link UnixServerSocket}: those that have proved who they are, and a limited
 * number of others, for a limited time.
 *
 * <p>Threads: owned by the thread of the socket.
 */
final class UnixConnections {

  /** How long a connection may stay without having proved who it is. */
  private static final long LIMIT_NANOS = TimeUnit.SECONDS.toNanos(3);

  /** How many frames such a one may send. */
  private static final int MAX_STRANGE_FRAMES = 64;

  /** The largest frame of one that has not proved who it is: greetings are not larger. */
  private static final int MAX_STRANGE_BYTES = 1024;

  /** How many strangers there may be; the oldest gives way. */
  private final int maxStrangers = Descriptors.strangers();

  private final int maxFrameBytes;
  private final Map<Peer, UnixConnection> byPeer = new HashMap<>();

  /** Those that have not proved who they are, the oldest first. */
  private final Set<UnixConnection> strangers = new LinkedHashSet<>();

  private final ArrayDeque<Peer> departed = new ArrayDeque<>();
  private long last;

  UnixConnections(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
  }

  void add(SocketChannel channel, Selector selector) throws IOException {
    Peer peer = new Peer(ByteBuffer.allocate(Long.BYTES).putLong(++last).array());
    UnixConnection made;
    try {
      made = new UnixConnection(peer, channel, selector, MAX_STRANGE_BYTES);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
    byPeer.put(peer, made);
    strangers.add(made);
    if (strangers.size() > maxStrangers) {
      end(strangers.iterator().next());
    }
  }

  @Nullable UnixConnection of(Peer peer) {
    return byPeer.get(peer);
  }

  /** The connection has proved who it is. */
  void accept(Peer peer) {
    UnixConnection accepted = byPeer.get(peer);
    if (accepted != null && strangers.remove(accepted)) {
      accepted.input.limit(maxFrameBytes);
    }
  }

  /** Whether a connection may send so many frames more. */
  boolean takes(UnixConnection connection, int frames) {
    connection.frames += frames;
    return connection.frames <= MAX_STRANGE_FRAMES || !strangers.contains(connection);
  }

  void end(UnixConnection connection) {
    connection.close();
    strangers.remove(connection);
    if (byPeer.remove(connection.peer) != null) {
      departed.add(connection.peer);
    }
  }

  void endAll() {
    new ArrayList<>(byPeer.values()).forEach(this::end);
  }

  /** Ends the connections that nobody has accepted for too long. */
  void reap() {
    long now = System.nanoTime();
    Iterator<UnixConnection> oldest = strangers.iterator();
    while (oldest.hasNext()) {
      UnixConnection next = oldest.next();
      if (now - next.since < LIMIT_NANOS) {
        return;
      }
      oldest.remove();
      end(next);
    }
  }

  @Nullable Peer departed() {
    return departed.poll();
  }

  /** Whether there is something that a connection has not taken. */
  boolean isWaiting() {
    for (UnixConnection each : byPeer.values()) {
      if (each.output.isWaiting() && !each.isDeaf) {
        return true;
      }
    }
    return false;
  }
}

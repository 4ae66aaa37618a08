package dev.zproc.runtime.internal.transport;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection of a {@link UnixServerSocket}.
 *
 * <p>Threads: owned by the thread of the socket.
 */
final class UnixConnection {

  final Peer peer;
  final SocketChannel channel;
  final SelectionKey key;
  final FrameInput input;
  final FrameOutput output = new FrameOutput();
  final long since = System.nanoTime();

  /** What the selector is asked for; to ask the key takes longer. */
  int wanted = SelectionKey.OP_READ;

  /** How many frames it has sent; counted as long as it matters. */
  int frames;

  /** Whether it is to be read. */
  boolean isQueued;

  /** Whether the other end takes nothing any more; what it has said before is read first. */
  boolean isDeaf;

  UnixConnection(Peer peer, SocketChannel channel, Selector selector, int maxFrameBytes)
      throws IOException {
    this.peer = peer;
    this.channel = channel;
    input = new FrameInput(maxFrameBytes);
    channel.configureBlocking(false);
    key = channel.register(selector, SelectionKey.OP_READ, this);
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  void close() {
    try {
      channel.close();
    } catch (IOException gone) {
      // It is closed all the same.
    }
  }
}

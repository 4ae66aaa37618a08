package dev.zproc.runtime.testing;

import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.internal.wire.Handshake;
import dev.zproc.runtime.internal.wire.Secret;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;

/**
 * The other side of a server's connection, without a link: sends any frame, and reads frames.
 *
 * <p>Threads: not safe.
 */
public final class RawPeer implements AutoCloseable {

  private static final int LARGE = 2;

  private final SocketChannel channel;
  private final DataInputStream in;
  private final boolean zmtp;

  private RawPeer(SocketChannel channel, boolean zmtp) {
    this.channel = channel;
    this.zmtp = zmtp;
    in = new DataInputStream(Channels.newInputStream(channel));
  }

  /** Connects, and over TCP does ZeroMQ's handshake. */
  public static RawPeer open(String endpoint) throws IOException {
    boolean zmtp = endpoint.startsWith("tcp:");
    RawPeer peer = new RawPeer(SocketChannel.open(FaultProxy.address(endpoint)), zmtp);
    if (zmtp) {
      peer.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      peer.write(Zmtp.greeting());
      peer.in.readFully(new byte[64]);
      peer.write(Zmtp.ready("DEALER"));
      peer.receive(); // its READY
    }
    return peer;
  }

  private void write(byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }

  /** Sends frames in one piece. */
  public void send(byte[]... frames) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      ByteBuffer head = ByteBuffer.allocate(9);
      if (zmtp) {
        head.put((byte) LARGE).putLong(frame.length);
      } else {
        head.putInt(frame.length);
      }
      all.write(head.array(), 0, head.position());
      all.write(frame);
    }
    write(all.toByteArray());
  }

  /** Reads the next frame, or a command of ZeroMQ. */
  public byte[] receive() throws IOException {
    long length;
    if (zmtp) {
      int flags = in.readUnsignedByte();
      length = (flags & LARGE) > 0 ? in.readLong() : in.readUnsignedByte();
    } else {
      length = in.readInt();
    }
    byte[] frame = new byte[Math.toIntExact(length)];
    in.readFully(frame);
    return frame;
  }

  /** Proves to be a session; returns what tokens are derived from. */
  public Handshake prove(long session, Secret secret) throws IOException {
    byte[] nonce = Greeting.nonce();
    send(GreetingCodec.encode(new Greeting.Hello(session, nonce)));
    if (!(GreetingCodec.decode(receive()) instanceof Greeting.Challenge challenge)) {
      throw new EOFException("no challenge");
    }
    Handshake keys = new Handshake(secret, session, nonce, challenge.nonce());
    long link = Greeting.link();
    send(GreetingCodec.encode(new Greeting.Proof(keys.clientProof(link, 0), link, 0)));
    return keys;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}

package dev.zproc.runtime.internal.transport;

import dev.zproc.jeromq.zmq.Msg;
import dev.zproc.jeromq.zmq.msg.MsgAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Closes the holes through which any local process could end JeroMQ 0.6.0's I/O thread, or somebody
 * else's connection, before it has said who it is; the only class that uses its internals, because
 * the hook is there.
 *
 * <ul>
 *   <li>A length that is negative, whose lower half is not what was checked, or that is over the
 *       limit, gets an empty message: the connection then fails for what follows. JeroMQ itself
 *       would allocate up to 2 GiB, or spin for ever.
 *   <li>"More parts follow" is not believed: parts are gathered without any limit until the last
 *       has come. Our frames have one part; of others' each part counts as a frame, which is
 *       dropped.
 *   <li>Of what a peer says of itself, in a READY or in the identity of older versions, nothing is
 *       passed on but the type of its socket: its address would take the place of the one that the
 *       channel has, and its name could be the next that the ROUTER gives to somebody else.
 * </ul>
 *
 * <p>Threads: safe for use by many threads.
 */
final class BoundedMsgAllocator implements MsgAllocator {

  /** How the command begins that ends a handshake; its properties follow. */
  private static final byte[] READY = "\5READY".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] SOCKET_TYPE = "Socket-Type".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] NOTHING = new byte[0];

  private final int limit;

  BoundedMsgAllocator(int limit) {
    this.limit = limit;
  }

  @Override
  public Msg allocate(int size) {
    return new SinglePart(size < 0 || size > limit ? 0 : size);
  }

  private static final class SinglePart extends Msg {

    SinglePart(int size) {
      super(size);
    }

    @Override
    public void setFlags(int flags) {
      super.setFlags(flags & ~MORE);
    }

    /** What the properties of a command are read from. */
    @Override
    public ByteBuffer buf() {
      return isCommand() ? onlySocketType(super.buf()) : super.buf();
    }

    @Override
    public int size() {
      return isIdentity() ? 0 : super.size();
    }

    @Override
    public byte[] data() {
      return isIdentity() ? NOTHING : super.data();
    }
  }

  /** Leaves out the other properties; what is no READY, or a broken one, stays as it is. */
  private static ByteBuffer onlySocketType(ByteBuffer command) {
    ByteBuffer in = command.duplicate();
    in.rewind();
    if (in.remaining() < READY.length || !startsWith(in, 0, READY)) {
      return command;
    }
    ByteBuffer out = ByteBuffer.allocate(in.remaining());
    out.put(READY);
    in.position(READY.length);
    while (in.hasRemaining()) {
      int from = in.position();
      int name = in.get() & 0xff;
      if (in.remaining() < name + 4) {
        return command;
      }
      int length = in.getInt(in.position() + name);
      if (length < 0 || length > in.remaining() - name - 4) {
        return command;
      }
      in.position(from + 1 + name + 4 + length);
      if (name == SOCKET_TYPE.length && startsWith(in, from + 1, SOCKET_TYPE)) {
        ByteBuffer property = in.duplicate();
        property.position(from).limit(in.position());
        out.put(property);
      }
    }
    return out.flip();
  }

  private static boolean startsWith(ByteBuffer in, int from, byte[] expected) {
    for (int i = 0; i < expected.length; i++) {
      if (in.get(from + i) != expected[i]) {
        return false;
      }
    }
    return true;
  }
}

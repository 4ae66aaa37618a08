package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.engine.WireReader;
import org.jspecify.annotations.Nullable;

/**
 * A task that has come to a worker. Its arguments stay in the message that has brought them, and
 * are decoded there, unless that came in many pieces: then each is put together.
 *
 * <p>Threads: made by whoever takes the turn of the {@link WorkerLink}; its arguments are taken
 * once, by the main thread.
 */
final class Job implements TaskCalls.Encoded {

  private static final byte[] NOTHING = new byte[0];

  final long id;
  final TaskCalls.Method method;
  private final byte[] @Nullable [] apart;

  /** How many of those that are apart were taken. */
  private int taken;

  /** Whether its arguments may have been on their way for long. */
  final boolean isLong;

  private byte[] array;
  private int from;

  /** Where the argument ends, after which the length of the next one is. */
  private int to;

  private Job(
      long id,
      TaskCalls.Method method,
      boolean isLong,
      byte[] array,
      int to,
      byte[] @Nullable [] apart) {
    this.id = id;
    this.isLong = isLong;
    this.method = method;
    this.array = array;
    this.to = to;
    this.apart = apart;
  }

  /** Takes the next task of a message. */
  static Job read(WireReader in, TaskCalls.Method method) {
    long id = in.varint();
    int arity = method.arity();
    byte[] whole = in.whole();
    if (whole != null) {
      int begin = in.position();
      for (int i = 0; i < arity; i++) {
        in.skip(in.size());
      }
      boolean isLong = in.position() - begin >= SwarmProtocol.LONG_BYTES;
      return new Job(id, method, isLong, whole, begin, null);
    }
    byte[][] apart = new byte[arity][];
    long bytes = 0;
    for (int i = 0; i < arity; i++) {
      apart[i] = in.raw(in.size());
      bytes += apart[i].length;
    }
    return new Job(id, method, bytes >= SwarmProtocol.LONG_BYTES, NOTHING, 0, apart);
  }

  @Override
  public void advance() {
    byte[][] others = apart;
    if (others != null) {
      array = others[taken];
      others[taken++] = NOTHING; // it may be large, and is not needed any more
      to = array.length;
      return;
    }
    int length = 0;
    int at = to;
    for (int shift = 0; ; shift += 7) {
      byte part = array[at++];
      length |= (part & 0x7f) << shift;
      if (part >= 0) {
        break;
      }
    }
    from = at;
    to = at + length;
  }

  @Override
  public byte[] array() {
    return array;
  }

  @Override
  public int from() {
    return from;
  }

  @Override
  public int to() {
    return to;
  }
}

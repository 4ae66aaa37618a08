package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.spi.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A task that has come to a worker. Its arguments stay in the message that has brought them, and
 * are decoded there, unless that came in many pieces: then each is put together.
 *
 * <p>Threads: made by whoever takes the turn of the {@link WorkerLink}; its arguments are taken
 * once, by the main thread.
 */
final class Job implements TaskCalls.Encoded {

  final long id;
  final TaskCalls.Method method;
  private final byte @Nullable [] block;
  private final byte[] @Nullable [] apart;

  /** Where the next argument is: in the block, or among those that are apart. */
  private int next;

  private Job(
      long id,
      TaskCalls.Method method,
      byte @Nullable [] block,
      byte[] @Nullable [] apart,
      int next) {
    this.id = id;
    this.method = method;
    this.block = block;
    this.apart = apart;
    this.next = next;
  }

  /** Takes the next task of a message. */
  static Job read(WireReader in, TaskCalls.Method method) {
    long id = in.varint();
    int arity = method.arity();
    byte[] block = in.whole();
    if (block != null) {
      int from = in.position();
      for (int i = 0; i < arity; i++) {
        in.skip(in.size());
      }
      return new Job(id, method, block, null, from);
    }
    byte[][] apart = new byte[arity][];
    for (int i = 0; i < arity; i++) {
      apart[i] = in.raw(in.size());
    }
    return new Job(id, method, null, apart, 0);
  }

  @Override
  public Object next(ValueType<?> type) {
    byte[][] arrays = apart;
    if (arrays != null) {
      return type.codec().decode(arrays[next++]);
    }
    byte[] array = block;
    if (array == null) {
      throw new IllegalStateException("a task without arguments");
    }
    int length = 0;
    for (int shift = 0; ; shift += 7) {
      byte part = array[next++];
      length |= (part & 0x7f) << shift;
      if (part >= 0) {
        break;
      }
    }
    int from = next;
    next += length;
    return type.codec().decode(array, from, next);
  }
}

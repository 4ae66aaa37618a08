package dev.zproc.runtime.internal.engine;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of a message: bytes, varints of seven bits a byte with the lowest first, and
 * byte strings after their length. One that {@linkplain #sharing shares} does not copy long byte
 * strings, so that a message costs next to nothing whatever it carries, and to however many.
 *
 * <p>Threads: not safe; one writer belongs to one thread.
 */
public final class WireWriter {

  private static final int FIRST_CAPACITY = 128;

  /** What is kept for the next message; a larger buffer is let go after its message. */
  private static final int KEPT_CAPACITY = 64 * 1024;

  /** What is shared rather than copied. */
  private static final int SHARED_BYTES = 4 * 1024;

  /** Told what was written, in order. */
  public interface Pieces {

    /**
     * Takes the next bytes.
     *
     * @param shared whether nobody writes to the array any more, so that it may be kept
     */
    void piece(byte[] array, int from, int to, boolean shared);
  }

  /** An array that was shared, and what was written before it into the buffer. */
  private record Shared(int position, byte[] array) {}

  private final boolean sharing;
  private final List<Shared> shared = new ArrayList<>(0);
  private int sharedSize;
  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int size;

  /** Makes a writer that copies all it is given. */
  public WireWriter() {
    this(false);
  }

  private WireWriter(boolean sharing) {
    this.sharing = sharing;
  }

  /** Makes a writer whose long byte strings stay where they are; to be read by {@link #pieces}. */
  public static WireWriter sharing() {
    return new WireWriter(true);
  }

  /** Forgets what was written. */
  public WireWriter clear() {
    size = 0;
    sharedSize = 0;
    shared.clear();
    if (buffer.length > KEPT_CAPACITY) {
      buffer = new byte[FIRST_CAPACITY];
    }
    return this;
  }

  public int size() {
    return size + sharedSize;
  }

  /**
   * Gives {@code to} what was written, piece by piece; then nothing may be added before a clear.
   */
  public void pieces(Pieces to) {
    boolean large = buffer.length > KEPT_CAPACITY;
    int from = 0;
    for (Shared each : shared) {
      to.piece(buffer, from, each.position(), large);
      to.piece(each.array(), 0, each.array().length, true);
      from = each.position();
    }
    to.piece(buffer, from, size, large);
  }

  /** Returns a copy of what was written. */
  public byte[] toByteArray() {
    if (shared.isEmpty()) {
      return Arrays.copyOf(buffer, size);
    }
    byte[] all = new byte[size()];
    int[] at = {0};
    pieces(
        (array, from, to, shares) -> {
          System.arraycopy(array, from, all, at[0], to - from);
          at[0] += to - from;
        });
    return all;
  }

  public WireWriter u8(int value) {
    room(1);
    buffer[size++] = (byte) value;
    return this;
  }

  public WireWriter bool(boolean value) {
    return u8(value ? 1 : 0);
  }

  public WireWriter varint(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      buffer[size++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    buffer[size++] = (byte) rest;
    return this;
  }

  /** Four bytes, big-endian. */
  public WireWriter i32(int value) {
    room(4);
    for (int shift = 24; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** A byte string of five: a byte and four, big-endian. */
  WireWriter small(byte first, int value) {
    room(6);
    byte[] to = buffer;
    int at = size;
    to[at] = 5;
    to[at + 1] = first;
    to[at + 2] = (byte) (value >>> 24);
    to[at + 3] = (byte) (value >>> 16);
    to[at + 4] = (byte) (value >>> 8);
    to[at + 5] = (byte) value;
    size = at + 6;
    return this;
  }

  /** Eight bytes, big-endian. */
  public WireWriter fixed(long value) {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** The bytes alone, for fields whose length both sides know; not to be written to any more. */
  public WireWriter raw(byte[] value) {
    if (!sharing || value.length < SHARED_BYTES) {
      return raw(value, 0, value.length);
    }
    checkSize(value.length);
    shared.add(new Shared(size, value));
    sharedSize += value.length;
    return this;
  }

  public WireWriter raw(byte[] value, int from, int length) {
    room(length);
    System.arraycopy(value, from, buffer, size, length);
    size += length;
    return this;
  }

  public WireWriter bytes(Bytes value) {
    byte[] array = value.shared();
    return varint(array.length).raw(array);
  }

  /** Zero for null, else the length plus one and the bytes. */
  public WireWriter nullable(@Nullable Bytes value) {
    if (value == null) {
      return varint(0);
    }
    byte[] array = value.shared();
    return varint(array.length + 1L).raw(array);
  }

  public WireWriter text(String value) {
    byte[] array = value.getBytes(StandardCharsets.UTF_8);
    return varint(array.length).raw(array);
  }

  public WireWriter longs(long[] values) {
    varint(values.length);
    for (long value : values) {
      varint(value);
    }
    return this;
  }

  private void checkSize(int more) {
    if ((long) size + sharedSize + more > Integer.MAX_VALUE - 16) {
      throw new ProtocolException("a message of more than 2 GiB");
    }
  }

  private void room(int more) {
    if (buffer.length - size < more) {
      checkSize(more);
      long wanted = Math.max((long) size + more, 2L * buffer.length);
      buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }
  }
}

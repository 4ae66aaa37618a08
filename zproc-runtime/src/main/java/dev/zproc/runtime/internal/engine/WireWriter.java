package dev.zproc.runtime.internal.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Collects the fields of a message: bytes, varints of seven bits a byte with the lowest first, and
 * byte strings after their length.
 *
 * <p>Threads: not safe; one writer belongs to one thread.
 */
public final class WireWriter {

  private static final int FIRST_CAPACITY = 128;

  /** What is kept for the next message; a larger buffer is let go after its message. */
  private static final int KEPT_CAPACITY = 64 * 1024;

  private byte[] buffer = new byte[FIRST_CAPACITY];
  private int size;

  /** Forgets what was written. */
  public WireWriter clear() {
    size = 0;
    if (buffer.length > KEPT_CAPACITY) {
      buffer = new byte[FIRST_CAPACITY];
    }
    return this;
  }

  public int size() {
    return size;
  }

  /** Returns the buffer itself; what was written are its first {@link #size} bytes. */
  public byte[] buffer() {
    return buffer;
  }

  /** Returns a copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(buffer, size);
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

  /** Eight bytes, big-endian. */
  public WireWriter fixed(long value) {
    room(8);
    for (int shift = 56; shift >= 0; shift -= 8) {
      buffer[size++] = (byte) (value >>> shift);
    }
    return this;
  }

  /** The bytes alone, for fields whose length both sides know. */
  public WireWriter raw(byte[] value) {
    return raw(value, 0, value.length);
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

  private void room(int more) {
    if (buffer.length - size < more) {
      long wanted = Math.max((long) size + more, 2L * buffer.length);
      if ((long) size + more > Integer.MAX_VALUE - 16) {
        throw new ProtocolException("a message of more than 2 GiB");
      }
      buffer = Arrays.copyOf(buffer, (int) Math.min(wanted, Integer.MAX_VALUE - 16));
    }
  }
}

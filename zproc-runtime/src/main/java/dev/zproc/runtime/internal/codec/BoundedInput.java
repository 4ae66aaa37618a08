package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.io.Input;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * An {@link Input} that believes no length: whatever a serializer is about to allocate for must
 * still be there to read; and what small things take as objects, many times their bytes, is bounded
 * by the heap. It does not write to its array either, as Kryo's own does for a moment while it
 * reads a string, because others may be reading the same bytes.
 *
 * <p>Threads: not safe; used by the thread that decodes.
 */
final class BoundedInput extends Input {

  /** About what a record, a box or an Optional takes, in bytes. */
  static final int OBJECT = 16;

  /** About what a string or a list takes beside its characters or elements. */
  static final int NESTED = 40;

  /** About what a set, a map, a number of any size or a time takes beside the same. */
  static final int LARGE = 96;

  /** What each place for an element takes. */
  static final int PLACE = 4;

  /** Half of the heap, so that what does not fit is a bad value and not the end of a process. */
  private static final long ROOM = Math.max(16L << 20, Runtime.getRuntime().maxMemory() / 2);

  private long taken;

  BoundedInput(byte[] bytes, int from) {
    super(bytes, from, bytes.length - from);
  }

  /** How many bytes are still to be read. */
  int left() {
    return limit - position;
  }

  /**
   * Counts the memory of an object that is about to be made.
   *
   * @param bytes about what it takes beside the bytes that it is read from; negative if it will not
   *     be kept
   */
  void takes(long bytes) {
    taken += bytes;
    if (taken > ROOM) {
      throw new KryoException(
          "as objects it takes more than " + (ROOM >> 20) + " MiB, half of this JVM's heap (-Xmx)");
    }
  }

  /** Returns {@code count}, of things that take at least {@code size} bytes each. */
  int bounded(int count, int size) {
    if (count < 0 || count > left() / size) {
      throw new KryoException("a length of " + count + " with " + left() + " bytes left");
    }
    return count;
  }

  /** Reads the length of something of which each element takes at least {@code size} bytes. */
  int readCount(int size) {
    return bounded(readVarInt(true), size);
  }

  @Override
  public @Nullable String readString() {
    takes(NESTED);
    if (!readVarIntFlag()) {
      return readAscii();
    }
    int coded = readVarIntFlag(true);
    if (coded == 0) {
      return null;
    }
    int count = bounded(coded - 1, 1);
    char[] text = new char[count];
    for (int i = 0; i < count; i++) {
      text[i] = readCoded();
    }
    return new String(text);
  }

  @Override
  public @Nullable StringBuilder readStringBuilder() {
    String text = readString();
    return text == null ? null : new StringBuilder(text);
  }

  /** The last byte of an ASCII string has its high bit set. */
  private String readAscii() {
    int end = position;
    while (end < limit && buffer[end] >= 0) {
      end++;
    }
    if (end == limit) {
      throw new KryoException("a string without an end");
    }
    byte[] text = Arrays.copyOfRange(buffer, position, end + 1);
    text[text.length - 1] &= 0x7f;
    position = end + 1;
    return new String(text, StandardCharsets.US_ASCII);
  }

  /** One UTF-16 unit, surrogates each on their own. */
  private char readCoded() {
    int lead = readByteUnsigned();
    if (lead < 0x80) {
      return (char) lead;
    } else if (lead >> 5 == 6) {
      return (char) ((lead & 0x1f) << 6 | tail());
    } else if (lead >> 4 == 14) {
      return (char) ((lead & 0xf) << 12 | tail() << 6 | tail());
    }
    throw new KryoException("malformed string");
  }

  private int tail() {
    int next = readByteUnsigned();
    if (next >> 6 != 2) {
      throw new KryoException("malformed string");
    }
    return next & 0x3f;
  }

  @Override
  public byte[] readBytes(int length) {
    return super.readBytes(bounded(length, 1));
  }

  @Override
  public int[] readInts(int length) {
    return super.readInts(bounded(length, 4));
  }

  @Override
  public int[] readInts(int length, boolean optimizePositive) {
    return super.readInts(bounded(length, 1), optimizePositive);
  }

  @Override
  public long[] readLongs(int length) {
    return super.readLongs(bounded(length, 8));
  }

  @Override
  public long[] readLongs(int length, boolean optimizePositive) {
    return super.readLongs(bounded(length, 1), optimizePositive);
  }

  @Override
  public float[] readFloats(int length) {
    return super.readFloats(bounded(length, 4));
  }

  @Override
  public double[] readDoubles(int length) {
    return super.readDoubles(bounded(length, 8));
  }

  @Override
  public short[] readShorts(int length) {
    return super.readShorts(bounded(length, 2));
  }

  @Override
  public char[] readChars(int length) {
    return super.readChars(bounded(length, 2));
  }

  @Override
  public boolean[] readBooleans(int length) {
    return super.readBooleans(bounded(length, 1));
  }
}

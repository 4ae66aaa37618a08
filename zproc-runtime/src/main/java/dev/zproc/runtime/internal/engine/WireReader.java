package dev.zproc.runtime.internal.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the fields of a message apart again. Every length is checked against the bytes that are
 * there before anything is allocated, so that no input costs more memory than itself.
 *
 * <p>Threads: not safe; one reader belongs to one thread.
 */
public final class WireReader {

  private byte[] buffer;
  private int end;
  private int position;

  /** A part of a message: the bytes of {@code array} from {@code from} until {@code to}. */
  public record Block(byte[] array, int from, int to) {}

  /** What follows the buffer. */
  private final Iterator<Block> blocks;

  private int inBlocks;

  public WireReader(byte[] buffer) {
    this(buffer, 0, buffer.length);
  }

  public WireReader(byte[] buffer, int from, int end) {
    this.buffer = buffer;
    this.position = from;
    this.end = end;
    this.blocks = Collections.emptyIterator();
  }

  /** Reads what is in many blocks, one after the other, without putting it together. */
  public WireReader(List<Block> blocks) {
    this.buffer = new byte[0];
    this.blocks = blocks.iterator();
    blocks.forEach(block -> inBlocks += block.to() - block.from());
  }

  public int remaining() {
    return end - position + inBlocks;
  }

  public int u8() {
    if (position == end) {
      need(1);
      nextBlock();
    }
    return buffer[position++] & 0xff;
  }

  private void nextBlock() {
    Block next = blocks.next();
    buffer = next.array();
    position = next.from();
    end = next.to();
    inBlocks -= end - position;
  }

  public boolean bool() {
    int value = u8();
    if (value > 1) {
      throw new ProtocolException("neither true nor false: " + value);
    }
    return value == 1;
  }

  public long varint() {
    long value = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int next = u8();
      value |= (long) (next & 0x7f) << shift;
      if (next < 0x80) {
        if (shift == 63 && next > 1) {
          break;
        }
        return value;
      }
    }
    throw new ProtocolException("a number of more than 64 bits");
  }

  /** A varint that fits an int and is not negative. */
  public int size() {
    long value = varint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new ProtocolException("a size of " + Long.toUnsignedString(value));
    }
    return (int) value;
  }

  /** Four bytes, big-endian. */
  public int i32() {
    need(4);
    int value = 0;
    for (int i = 0; i < 4; i++) {
      value = value << 8 | u8();
    }
    return value;
  }

  /** Eight bytes, big-endian. */
  public long fixed() {
    need(8);
    long value = 0;
    for (int i = 0; i < 8; i++) {
      value = value << 8 | u8();
    }
    return value;
  }

  /**
   * The array that has all that is left, from {@link #position} on, to be read there; null if there
   * are several.
   */
  public byte @Nullable [] whole() {
    return inBlocks == 0 ? buffer : null;
  }

  /** Where the next byte is in {@link #whole}. */
  public int position() {
    return position;
  }

  /** Leaves out bytes that are in {@link #whole}. */
  public void skip(int length) {
    if (length > end - position) {
      need(length);
      throw new IllegalStateException("what is left is not whole");
    }
    position += length;
  }

  public byte[] raw(int length) {
    need(length);
    byte[] value = new byte[length];
    int copied = Math.min(length, end - position);
    System.arraycopy(buffer, position, value, 0, copied);
    position += copied;
    while (copied < length) {
      nextBlock();
      int piece = Math.min(length - copied, end - position);
      System.arraycopy(buffer, position, value, copied, piece);
      copied += piece;
      position += piece;
    }
    return value;
  }

  public Bytes bytes() {
    return Bytes.wrap(raw(size()));
  }

  public @Nullable Bytes nullable() {
    int size = size();
    return size == 0 ? null : Bytes.wrap(raw(size - 1));
  }

  public String text() {
    int length = size();
    need(length);
    if (length > end - position) {
      return new String(raw(length), StandardCharsets.UTF_8);
    }
    String value = new String(buffer, position, length, StandardCharsets.UTF_8);
    position += length;
    return value;
  }

  /** How many elements follow, which is at most the number of bytes that are left. */
  public int count() {
    int count = size();
    need(count);
    return count;
  }

  public long[] longs() {
    int count = count();
    // Grown with what is really there: eight bytes for each announced one would be too generous.
    long[] values = new long[Math.min(count, 16)];
    for (int i = 0; i < count; i++) {
      if (i == values.length) {
        values = Arrays.copyOf(values, (int) Math.min(count, 2L * i));
      }
      values[i] = varint();
    }
    return values;
  }

  /** Fails unless everything was read. */
  public void finish() {
    if (remaining() != 0) {
      throw new ProtocolException(remaining() + " bytes too many");
    }
  }

  private void need(int length) {
    if (length < 0 || length > remaining()) {
      throw new ProtocolException(length + " bytes announced where " + remaining() + " are left");
    }
  }
}

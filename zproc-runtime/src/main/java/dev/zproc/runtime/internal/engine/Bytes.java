package dev.zproc.runtime.internal.engine;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * An immutable string of bytes, ordered as unsigned bytes are; what keys and values are made of.
 */
public final class Bytes implements Comparable<Bytes> {

  /** No bytes at all. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] array;

  /** Made when it is asked for, which it never is of most values; 0 until then. */
  private int hash;

  private Bytes(byte[] array) {
    this.array = array;
  }

  /**
   * Wraps {@code array} without a copy: the caller gives it away and must not write to it again.
   */
  public static Bytes wrap(byte[] array) {
    return array.length == 0 ? EMPTY : new Bytes(array);
  }

  /** Returns the UTF-8 form of {@code text}. */
  public static Bytes utf8(String text) {
    return wrap(text.getBytes(StandardCharsets.UTF_8));
  }

  public int size() {
    return array.length;
  }

  public byte at(int index) {
    return array[index];
  }

  public Bytes concat(Bytes other) {
    byte[] joined = Arrays.copyOf(array, array.length + other.array.length);
    System.arraycopy(other.array, 0, joined, array.length, other.array.length);
    return wrap(joined);
  }

  /** Returns the bytes from {@code from} to the end. */
  public Bytes from(int from) {
    return wrap(Arrays.copyOfRange(array, from, array.length));
  }

  public boolean startsWith(Bytes prefix) {
    return array.length >= prefix.array.length
        && Arrays.equals(array, 0, prefix.array.length, prefix.array, 0, prefix.array.length);
  }

  /** Returns the array itself, for readers that promise not to write to it. */
  public byte[] shared() {
    return array;
  }

  /** Returns the bytes read as UTF-8. */
  public String asUtf8() {
    return new String(array, StandardCharsets.UTF_8);
  }

  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(array, other.array);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && !differs(that) && Arrays.equals(array, that.array);
  }

  /** Whether the hashes are known to differ. */
  private boolean differs(Bytes other) {
    int own = hash;
    int its = other.hash;
    return own != its && own != 0 && its != 0;
  }

  @Override
  public int hashCode() {
    int known = hash;
    if (known == 0) {
      known = Arrays.hashCode(array);
      hash = known; // threads that come together all make the same
    }
    return known;
  }

  @Override
  public String toString() {
    return HexFormat.of().formatHex(array);
  }
}

package dev.zproc.runtime.internal.engine;

/**
 * A list of byte strings as one value, to which an engine can append, and which it can shorten,
 * without knowing what its elements mean: the letter {@code L}, then for each element its length,
 * seven bits a byte with the lowest first, and its bytes.
 */
public final class Sequence {

  /** The first byte of a sequence. */
  public static final byte KIND = 'L';

  /** The sequence without elements. */
  public static final Bytes EMPTY = Bytes.wrap(new byte[] {KIND});

  private Sequence() {}

  /**
   * Gives {@code to} where each element begins and how long it is.
   *
   * @throws IllegalArgumentException if {@code value} is no sequence
   */
  public static int forEach(byte[] value, Visitor to) {
    if (value.length == 0 || value[0] != KIND) {
      throw new IllegalArgumentException("no list");
    }
    int count = 0;
    int at = 1;
    while (at < value.length) {
      int start = at;
      int length = 0;
      int shift = 0;
      int next;
      do {
        if (at == value.length || shift > 28) {
          throw new IllegalArgumentException("a list whose element " + count + " is cut short");
        }
        next = value[at++];
        length |= (next & 0x7f) << shift;
        shift += 7;
      } while (next < 0);
      if (length < 0 || length > value.length - at) {
        throw new IllegalArgumentException("a list whose element " + count + " is cut short");
      }
      to.element(start, at, length);
      at += length;
      count++;
    }
    return count;
  }

  /** Told of each element of a sequence. */
  @FunctionalInterface
  public interface Visitor {

    /**
     * Takes one element.
     *
     * @param start where its length begins
     * @param from where its bytes begin
     */
    void element(int start, int from, int length);
  }

  /**
   * Returns the last {@code cap} of the elements of {@code sequence} and then {@code element}.
   *
   * @throws IllegalArgumentException if {@code sequence} is none
   */
  public static Bytes append(Bytes sequence, Bytes element, int cap) {
    byte[] old = sequence.shared();
    int count = forEach(old, (start, from, length) -> {});
    int dropped = Math.max(0, count + 1 - cap);
    int kept = dropped == 0 ? 1 : start(old, dropped);
    byte[] body = element.shared();
    byte[] head = length(body.length);
    int tail = old.length - kept;
    byte[] all = new byte[1 + tail + head.length + body.length];
    all[0] = KIND;
    System.arraycopy(old, kept, all, 1, tail);
    System.arraycopy(head, 0, all, 1 + tail, head.length);
    System.arraycopy(body, 0, all, 1 + tail + head.length, body.length);
    return Bytes.wrap(all);
  }

  /** Where the element after the first {@code dropped} begins. */
  private static int start(byte[] sequence, int dropped) {
    int[] left = {dropped};
    int[] found = {sequence.length};
    forEach(
        sequence,
        (start, from, length) -> {
          if (left[0]-- == 0) {
            found[0] = start;
          }
        });
    return found[0];
  }

  private static byte[] length(int length) {
    byte[] bytes = new byte[(38 - Integer.numberOfLeadingZeros(length | 1)) / 7];
    int rest = length;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (i == bytes.length - 1 ? rest : rest & 0x7f | 0x80);
      rest >>>= 7;
    }
    return bytes;
  }
}

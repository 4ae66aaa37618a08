package dev.zproc.runtime.internal.codec;

import java.util.List;

/**
 * Elements of lists on their own, as {@link dev.zproc.runtime.internal.engine.Sequence#append}
 * takes them.
 */
public final class Lists {

  private Lists() {}

  /**
   * Encodes an element of a list of {@code type}.
   *
   * @throws dev.zproc.runtime.failure.BadValueException if something in it cannot be encoded
   */
  public static <E> byte[] encodeElement(CodecType<List<E>> type, E element) {
    if (type instanceof CollectionTypes.OfList<E> list) {
      return list.encodeElement(element);
    }
    throw new IllegalArgumentException(type + " is no list");
  }
}

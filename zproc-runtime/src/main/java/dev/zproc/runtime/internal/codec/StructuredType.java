package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;

/** A record or a sealed type, with the serializer that was generated for it. */
final class StructuredType<T> extends KryoType<T> {

  private final Class<T> type;
  private final Serializer<T> generated;

  StructuredType(Class<T> type, String closure, Serializer<T> generated) {
    super(type.getName(), closure);
    this.type = type;
    this.generated = generated;
  }

  /**
   * A record hands out the arrays that it holds, and each reader must have its own; so with values
   * that have a serializer of the user's, which a closure writes as {@code
   * a.Money=form@a.Serializer}.
   */
  @Override
  boolean shareable() {
    return !closure().contains("[]") && !closure().contains("@");
  }

  /** Whether its name does not tell it from others: {@code Pair<Integer, Integer>} is a Pair. */
  boolean isGeneric() {
    return type.getTypeParameters().length > 0;
  }

  @Override
  Serializer<T> makeSerializer() {
    return generated;
  }
}

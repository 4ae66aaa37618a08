package dev.zproc.runtime.spi;

import com.esotericsoftware.kryo.Serializer;
import org.jspecify.annotations.Nullable;

/**
 * A type whose values may cross between processes: how they become bytes and come back, and the
 * shape by which two processes find out that they mean the same.
 *
 * <p>Generated code makes them with {@link ValueTypes}. Null is not a value: it is never encoded at
 * the top.
 *
 * <p>Threads: immutable; safe for use by many threads.
 */
public abstract class ValueType<T> {

  /** For the codec only. */
  protected ValueType() {}

  /**
   * The type as a Java source would write it, with binary names: {@code java.util.List<a.Order>}.
   */
  public abstract String name();

  /**
   * The shapes of all records, enums and sealed types that a value may hold, as {@code
   * a.Order(name:java.lang.String,items:java.util.List<a.Item>)}, separated by semicolons and
   * sorted; a class with a serializer of the user's is {@code a.Money=form@a.MoneySerializer};
   * empty for types of the JDK.
   */
  public abstract String closure();

  /**
   * Encodes {@code value}. Equal values of types whose equality the codec knows give equal bytes.
   *
   * @throws dev.zproc.runtime.failure.BadValueException if something in it cannot be encoded: names
   *     the path to it
   */
  public abstract byte[] encode(T value);

  /**
   * Decodes what {@link #encode} made. Collections come back unmodifiable.
   *
   * @throws dev.zproc.runtime.failure.BadValueException if the bytes are no value of this type
   */
  public abstract T decode(byte[] bytes);

  /** What a key of this type reads as until it is set: 0, empty; null if there is no such value. */
  public abstract @Nullable T zero();

  /** The serializer for a value inside another one; loads Kryo. */
  public abstract Serializer<T> serializer();

  @Override
  public final String toString() {
    return name();
  }
}

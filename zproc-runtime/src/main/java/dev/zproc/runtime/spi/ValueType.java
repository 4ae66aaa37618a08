package dev.zproc.runtime.spi;

import com.esotericsoftware.kryo.Serializer;
import dev.zproc.runtime.internal.codec.CodecType;
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
public final class ValueType<T> {

  private final CodecType<T> codec;

  /** For the runtime only. */
  @SuppressWarnings("exports") // takes what users cannot name
  public ValueType(CodecType<T> codec) {
    this.codec = codec;
  }

  /** For the runtime only. */
  @SuppressWarnings("exports") // gives what users cannot name
  public CodecType<T> codec() {
    return codec;
  }

  /**
   * The type as a Java source would write it, with binary names: {@code java.util.List<a.Order>}.
   */
  public String name() {
    return codec.name();
  }

  /**
   * The shapes of all records, enums and sealed types that a value may hold, as {@code
   * a.Order(name:java.lang.String,items:java.util.List<a.Item>)}, separated by semicolons and
   * sorted; a class with a serializer of the user's is {@code a.Money=form@a.MoneySerializer};
   * empty for types of the JDK.
   */
  public String closure() {
    return codec.closure();
  }

  /**
   * Encodes {@code value}. Equal values of types whose equality the codec knows give equal bytes.
   *
   * @throws dev.zproc.runtime.failure.BadValueException if something in it cannot be encoded: names
   *     the path to it
   */
  public byte[] encode(T value) {
    return codec.encode(value);
  }

  /**
   * Decodes what {@link #encode} made. Collections come back unmodifiable.
   *
   * @throws dev.zproc.runtime.failure.BadValueException if the bytes are no value of this type
   */
  public T decode(byte[] bytes) {
    return codec.decode(bytes);
  }

  /** What a key of this type reads as until it is set: 0, empty; null if there is no such value. */
  public @Nullable T zero() {
    return codec.zero();
  }

  /** The serializer for a value inside another one; loads Kryo. */
  public Serializer<T> serializer() {
    return codec.serializer();
  }

  @Override
  public String toString() {
    return name();
  }
}

package dev.zproc.runtime.spi;

import com.esotericsoftware.kryo.Serializer;
import dev.zproc.runtime.internal.codec.Codecs;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the {@link ValueType}s that generated code names. */
public final class ValueTypes {

  public static final ValueType<Boolean> BOOLEAN = new ValueType<>(Codecs.BOOLEAN);
  public static final ValueType<Byte> BYTE = new ValueType<>(Codecs.BYTE);
  public static final ValueType<Short> SHORT = new ValueType<>(Codecs.SHORT);
  public static final ValueType<Character> CHAR = new ValueType<>(Codecs.CHAR);
  public static final ValueType<Integer> INT = new ValueType<>(Codecs.INT);
  public static final ValueType<Long> LONG = new ValueType<>(Codecs.LONG);
  public static final ValueType<Float> FLOAT = new ValueType<>(Codecs.FLOAT);
  public static final ValueType<Double> DOUBLE = new ValueType<>(Codecs.DOUBLE);
  public static final ValueType<String> STRING = new ValueType<>(Codecs.STRING);

  /** The result of a method that returns nothing. */
  public static final ValueType<Void> VOID = new ValueType<>(Codecs.VOID);

  private ValueTypes() {}

  /** An enum, encoded by the name of its constant. */
  public static <E extends Enum<E>> ValueType<E> enumOf(Class<E> type) {
    return new ValueType<>(Codecs.enumOf(type));
  }

  /**
   * A class of the JDK that zproc knows: UUID, URI, Path, BigInteger, BigDecimal, all of java.time.
   */
  public static <T> ValueType<T> jdk(Class<T> type) {
    return new ValueType<>(Codecs.jdk(type));
  }

  /** An array, of primitives too: {@code array(int[].class, INT)}. */
  public static <A> ValueType<A> array(Class<A> arrayType, ValueType<?> component) {
    return new ValueType<>(Codecs.array(arrayType, component.codec()));
  }

  public static <E> ValueType<List<E>> list(ValueType<E> element) {
    return new ValueType<>(Codecs.list(element.codec()));
  }

  public static <E> ValueType<Set<E>> set(ValueType<E> element) {
    return new ValueType<>(Codecs.set(element.codec()));
  }

  public static <K, V> ValueType<Map<K, V>> map(ValueType<K> key, ValueType<V> value) {
    return new ValueType<>(Codecs.map(key.codec(), value.codec()));
  }

  public static <T> ValueType<Optional<T>> optional(ValueType<T> value) {
    return new ValueType<>(Codecs.optional(value.codec()));
  }

  /**
   * A record or a sealed type, with the serializer generated for it.
   *
   * @param closure as {@link ValueType#closure()} says; the processor wrote it
   * @param serializer has no state, since many threads use it; Kryo itself is loaded only when the
   *     first value crosses
   */
  public static <T> ValueType<T> structured(
      Class<T> type, String closure, Serializer<T> serializer) {
    return new ValueType<>(Codecs.structured(type, closure, serializer));
  }

  /**
   * A class of the user's, with the serializer that the user names for it.
   *
   * @param closure as {@link ValueType#closure()} says; the processor wrote it
   * @param serializer makes the serializer; called when the first value crosses
   * @param form the type of what the serializer makes; called then, too
   */
  public static <T, F> ValueType<T> serialized(
      Class<T> type,
      String closure,
      Supplier<? extends dev.zproc.Serializer<T, F>> serializer,
      Supplier<? extends ValueType<F>> form) {
    return new ValueType<>(Codecs.serialized(type, closure, serializer, () -> form.get().codec()));
  }
}

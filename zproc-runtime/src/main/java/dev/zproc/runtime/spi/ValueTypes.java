package dev.zproc.runtime.spi;

import com.esotericsoftware.kryo.Serializer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Makes the {@link ValueType}s that generated code names.
 *
 * <p>Threads: stateless.
 */
public final class ValueTypes {

  public static final ValueType<Boolean> BOOLEAN = unbuilt();
  public static final ValueType<Byte> BYTE = unbuilt();
  public static final ValueType<Short> SHORT = unbuilt();
  public static final ValueType<Character> CHAR = unbuilt();
  public static final ValueType<Integer> INT = unbuilt();
  public static final ValueType<Long> LONG = unbuilt();
  public static final ValueType<Float> FLOAT = unbuilt();
  public static final ValueType<Double> DOUBLE = unbuilt();
  public static final ValueType<String> STRING = unbuilt();

  /** The result of a method that returns nothing. */
  public static final ValueType<Void> VOID = unbuilt();

  private ValueTypes() {}

  /** An enum, encoded by the name of its constant. */
  public static <E extends Enum<E>> ValueType<E> enumOf(Class<E> type) {
    return unbuilt();
  }

  /**
   * A class of the JDK that zproc knows: UUID, URI, Path, BigInteger, BigDecimal, all of java.time.
   */
  public static <T> ValueType<T> jdk(Class<T> type) {
    return unbuilt();
  }

  /** An array, of primitives too: {@code array(int[].class, INT)}. */
  public static <A> ValueType<A> array(Class<A> arrayType, ValueType<?> component) {
    return unbuilt();
  }

  public static <E> ValueType<List<E>> list(ValueType<E> element) {
    return unbuilt();
  }

  public static <E> ValueType<Set<E>> set(ValueType<E> element) {
    return unbuilt();
  }

  public static <K, V> ValueType<Map<K, V>> map(ValueType<K> key, ValueType<V> value) {
    return unbuilt();
  }

  public static <T> ValueType<Optional<T>> optional(ValueType<T> value) {
    return unbuilt();
  }

  /**
   * A record or a sealed type, with the serializer generated for it.
   *
   * @param closure as {@link ValueType#closure()} says; the processor wrote it
   * @param serializer makes the serializer; called once, when the first value crosses
   */
  public static <T> ValueType<T> structured(
      Class<T> type, String closure, Supplier<? extends Serializer<T>> serializer) {
    return unbuilt();
  }

  private static <T> ValueType<T> unbuilt() {
    throw new UnsupportedOperationException();
  }
}

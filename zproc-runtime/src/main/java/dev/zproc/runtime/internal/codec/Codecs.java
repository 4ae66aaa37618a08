package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.spi.ValueType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the value types; what {@link dev.zproc.runtime.spi.ValueTypes} stands for. */
public final class Codecs {

  public static final ValueType<Boolean> BOOLEAN =
      new ScalarType<>(Scalar.BOOLEAN, "boolean", Boolean.class, 1, false);
  public static final ValueType<Byte> BYTE =
      new ScalarType<>(Scalar.BYTE, "byte", Byte.class, 1, (byte) 0);
  public static final ValueType<Short> SHORT =
      new ScalarType<>(Scalar.SHORT, "short", Short.class, 2, (short) 0);
  public static final ValueType<Character> CHAR =
      new ScalarType<>(Scalar.CHAR, "char", Character.class, 2, '\0');
  public static final ValueType<Integer> INT =
      new ScalarType<>(Scalar.INT, "int", Integer.class, 4, 0);
  public static final ValueType<Long> LONG =
      new ScalarType<>(Scalar.LONG, "long", Long.class, 8, 0L);
  public static final ValueType<Float> FLOAT =
      new ScalarType<>(Scalar.FLOAT, "float", Float.class, 4, 0f);
  public static final ValueType<Double> DOUBLE =
      new ScalarType<>(Scalar.DOUBLE, "double", Double.class, 8, 0d);
  public static final ValueType<String> STRING =
      new ScalarType<>(Scalar.TEXT, "java.lang.String", String.class, -1, null);
  public static final ValueType<Void> VOID = new VoidType();

  private Codecs() {}

  public static <E extends Enum<E>> ValueType<E> enumOf(Class<E> type) {
    return registered(new EnumType<>(type));
  }

  // An enum of the JDK is a Class<T> of which javac does not know that T is an enum.
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <T> ValueType<T> jdk(Class<T> type) {
    if (type.isEnum()) {
      return registered((CodecType<T>) new EnumType(type));
    }
    if (!JdkTypes.isKnown(type)) {
      throw new IllegalArgumentException(
          type.getName() + " is no class of the JDK that zproc can send; use a record of your own");
    }
    return new JdkType<>(type);
  }

  // byte[] has a form of its own, and A is byte[] then.
  @SuppressWarnings("unchecked")
  public static <A> ValueType<A> array(Class<A> arrayType, ValueType<?> component) {
    if (arrayType == byte[].class) {
      return (ValueType<A>) new BytesType();
    }
    return new CollectionTypes.OfArray<>(arrayType, codec(component));
  }

  public static <E> ValueType<List<E>> list(ValueType<E> element) {
    return new CollectionTypes.OfList<>(codec(element));
  }

  public static <E> ValueType<Set<E>> set(ValueType<E> element) {
    return new CollectionTypes.OfSet<>(codec(element));
  }

  public static <K, V> ValueType<Map<K, V>> map(ValueType<K> key, ValueType<V> value) {
    return new CollectionTypes.OfMap<>(codec(key), codec(value));
  }

  public static <T> ValueType<Optional<T>> optional(ValueType<T> value) {
    return new CollectionTypes.OfOptional<>(codec(value));
  }

  public static <T> ValueType<T> structured(
      Class<T> type, String closure, Serializer<T> serializer) {
    return registered(new StructuredType<>(type, closure, serializer));
  }

  public static <T, F> ValueType<T> serialized(
      Class<T> type,
      String closure,
      Supplier<? extends dev.zproc.Serializer<T, F>> serializer,
      Supplier<? extends ValueType<F>> form) {
    return registered(new SerializedType<>(type, closure, serializer, form));
  }

  /**
   * Any value of a type that this process knows: of the JDK, or one for which a type was made by
   * {@link #structured} or {@link #enumOf}.
   */
  public static ValueType<Object> dynamic() {
    return new DynamicType();
  }

  private static <T> ValueType<T> registered(CodecType<T> type) {
    Registry.add(type);
    return type;
  }

  /**
   * Whether a decoded value of {@code type} can be given to several readers; false if it may hold
   * an array.
   */
  public static boolean shareable(ValueType<?> type) {
    return codec(type).shareable();
  }

  /** Whether values of {@code type} are equal exactly if their bytes are, and need no Kryo. */
  public static boolean isScalar(ValueType<?> type) {
    return type instanceof ScalarType || type instanceof EnumType;
  }

  /** The name of {@code type} as an argument of a generic type: boxed. */
  public static String boxedName(ValueType<?> type) {
    return codec(type).boxedName();
  }

  private static <T> CodecType<T> codec(ValueType<T> type) {
    if (type instanceof CodecType<T> codec) {
      return codec;
    }
    throw new IllegalArgumentException(
        type + " was not made by ValueTypes; make it with ValueTypes.structured");
  }
}

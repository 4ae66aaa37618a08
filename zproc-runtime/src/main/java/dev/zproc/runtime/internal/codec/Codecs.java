package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Serializer;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Makes the types; what the {@code ValueTypes} of generated code stand for. */
public final class Codecs {

  public static final CodecType<Boolean> BOOLEAN =
      new ScalarType<>(Scalar.BOOLEAN, "boolean", Boolean.class, 1, false);
  public static final CodecType<Byte> BYTE =
      new ScalarType<>(Scalar.BYTE, "byte", Byte.class, 1, (byte) 0);
  public static final CodecType<Short> SHORT =
      new ScalarType<>(Scalar.SHORT, "short", Short.class, 2, (short) 0);
  public static final CodecType<Character> CHAR =
      new ScalarType<>(Scalar.CHAR, "char", Character.class, 2, '\0');
  public static final CodecType<Integer> INT =
      new ScalarType<>(Scalar.INT, "int", Integer.class, 4, 0);
  public static final CodecType<Long> LONG =
      new ScalarType<>(Scalar.LONG, "long", Long.class, 8, 0L);
  public static final CodecType<Float> FLOAT =
      new ScalarType<>(Scalar.FLOAT, "float", Float.class, 4, 0f);
  public static final CodecType<Double> DOUBLE =
      new ScalarType<>(Scalar.DOUBLE, "double", Double.class, 8, 0d);
  public static final CodecType<String> STRING =
      new ScalarType<>(Scalar.TEXT, "java.lang.String", String.class, -1, null);
  public static final CodecType<Void> VOID = new VoidType();

  private Codecs() {}

  public static <E extends Enum<E>> CodecType<E> enumOf(Class<E> type) {
    return registered(new EnumType<>(type));
  }

  // An enum of the JDK is a Class<T> of which javac does not know that T is an enum.
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static <T> CodecType<T> jdk(Class<T> type) {
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
  public static <A> CodecType<A> array(Class<A> arrayType, CodecType<?> component) {
    if (arrayType == byte[].class) {
      return (CodecType<A>) new BytesType();
    }
    return new CollectionTypes.OfArray<>(arrayType, component);
  }

  public static <E> CodecType<List<E>> list(CodecType<E> element) {
    return new CollectionTypes.OfList<>(element);
  }

  public static <E> CodecType<Set<E>> set(CodecType<E> element) {
    return new CollectionTypes.OfSet<>(element);
  }

  public static <K, V> CodecType<Map<K, V>> map(CodecType<K> key, CodecType<V> value) {
    return new CollectionTypes.OfMap<>(key, value);
  }

  public static <T> CodecType<Optional<T>> optional(CodecType<T> value) {
    return new CollectionTypes.OfOptional<>(value);
  }

  public static <T> CodecType<T> structured(
      Class<T> type, String closure, Serializer<T> serializer) {
    return registered(new StructuredType<>(type, closure, serializer));
  }

  public static <T, F> CodecType<T> serialized(
      Class<T> type,
      String closure,
      Supplier<? extends dev.zproc.Serializer<T, F>> serializer,
      Supplier<? extends CodecType<F>> form) {
    return registered(new SerializedType<>(type, closure, serializer, form));
  }

  /**
   * Any value of a type that this process knows: of the JDK, or one for which a type was made by
   * {@link #structured} or {@link #enumOf}.
   */
  public static CodecType<Object> dynamic() {
    return new DynamicType();
  }

  private static <T> CodecType<T> registered(CodecType<T> type) {
    Registry.add(type);
    return type;
  }

  /**
   * Whether a decoded value of {@code type} can be given to several readers; false if it may hold
   * an array.
   */
  public static boolean shareable(CodecType<?> type) {
    return type.shareable();
  }

  /** Whether values of {@code type} are equal exactly if their bytes are, and need no Kryo. */
  public static boolean isScalar(CodecType<?> type) {
    return type instanceof ScalarType || type instanceof EnumType;
  }

  /** The name of {@code type} as an argument of a generic type: boxed. */
  public static String boxedName(CodecType<?> type) {
    return type.boxedName();
  }
}

package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.lang.reflect.Array;

/** Writes and reads arrays: of primitives en bloc, of others element by element. */
final class ArraySerializer<A> extends Serializer<A> {

  private final Class<A> type;
  private final CodecType<?> component;

  ArraySerializer(Class<A> type, CodecType<?> component) {
    this.type = type;
    this.component = component;
  }

  @Override
  public void write(Kryo kryo, Output output, A array) {
    int length = Array.getLength(array);
    output.writeVarInt(length, true);
    if (array instanceof byte[] bytes) {
      output.writeBytes(bytes);
    } else if (array instanceof int[] ints) {
      output.writeInts(ints, 0, length);
    } else if (array instanceof long[] longs) {
      output.writeLongs(longs, 0, length);
    } else if (array instanceof double[] doubles) {
      for (double number : doubles) {
        output.writeLong(Double.doubleToLongBits(number));
      }
    } else if (array instanceof float[] floats) {
      for (float number : floats) {
        output.writeInt(Float.floatToIntBits(number));
      }
    } else if (array instanceof boolean[] booleans) {
      output.writeBooleans(booleans, 0, length);
    } else if (array instanceof char[] chars) {
      output.writeChars(chars, 0, length);
    } else if (array instanceof short[] shorts) {
      output.writeShorts(shorts, 0, length);
    } else {
      writeElements(kryo, output, (Object[]) array, component);
    }
  }

  // The component type says what the elements are.
  @SuppressWarnings("unchecked")
  private static <E> void writeElements(
      Kryo kryo, Output output, Object[] array, CodecType<E> component) {
    Serializer<E> serializer = component.serializer();
    for (int i = 0; i < array.length; i++) {
      Elements.write(kryo, output, (E) array[i], serializer, i);
    }
  }

  @Override
  public A read(Kryo kryo, Input input, Class<? extends A> ignored) {
    BoundedInput in = (BoundedInput) input;
    in.takes(BoundedInput.OBJECT);
    Object array;
    if (type == byte[].class) {
      array = in.readBytes(in.readCount(1));
    } else if (type == int[].class) {
      array = in.readInts(in.readCount(4));
    } else if (type == long[].class) {
      array = in.readLongs(in.readCount(8));
    } else if (type == double[].class) {
      array = in.readDoubles(in.readCount(8));
    } else if (type == float[].class) {
      array = in.readFloats(in.readCount(4));
    } else if (type == boolean[].class) {
      array = in.readBooleans(in.readCount(1));
    } else if (type == char[].class) {
      array = in.readChars(in.readCount(2));
    } else if (type == short[].class) {
      array = in.readShorts(in.readCount(2));
    } else {
      array = readElements(kryo, in);
    }
    return type.cast(array);
  }

  private Object[] readElements(Kryo kryo, BoundedInput input) {
    int length = Elements.count(input, 1, 0, 1);
    int first = Math.min(length, Elements.FIRST);
    Object[] array = (Object[]) Array.newInstance(type.getComponentType(), first);
    Serializer<?> serializer = component.serializer();
    for (int i = 0; i < length; i++) {
      array = Elements.room(array, i, length);
      array[i] = Elements.read(kryo, input, serializer, i);
    }
    return array;
  }
}

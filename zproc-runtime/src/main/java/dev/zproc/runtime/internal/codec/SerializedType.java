package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A class of the user's with a serializer of the user's: what crosses is the serializer's form, by
 * the form's own type, so that nothing a user writes sees bytes.
 */
final class SerializedType<T, F> extends KryoType<T> {

  private final Class<T> type;
  private final Supplier<? extends dev.zproc.Serializer<T, F>> made;
  private final Supplier<? extends CodecType<F>> form;

  SerializedType(
      Class<T> type,
      String closure,
      Supplier<? extends dev.zproc.Serializer<T, F>> made,
      Supplier<? extends CodecType<F>> form) {
    super(type.getName(), closure);
    this.type = type;
    this.made = made;
    this.form = form;
  }

  /** Nobody knows whether its values can be changed. */
  @Override
  boolean shareable() {
    return false;
  }

  @Override
  Serializer<T> makeSerializer() {
    return new ByForm<>(type, made.get(), form);
  }

  private static final class ByForm<T, F> extends Serializer<T> {
    private final Class<T> type;
    private final dev.zproc.Serializer<T, F> serializer;

    // Asked for with each value, since a form may hold the very type that it stands for.
    private final Supplier<? extends CodecType<F>> form;

    ByForm(
        Class<T> type,
        dev.zproc.Serializer<T, F> serializer,
        Supplier<? extends CodecType<F>> form) {
      this.type = type;
      this.serializer = serializer;
      this.form = form;
    }

    @Override
    public void write(Kryo kryo, Output output, T value) {
      F written = made(() -> serializer.serialize(value), "form");
      kryo.writeObject(output, written, form.get().serializer());
    }

    // Kryo wants a class to read; our serializers know theirs.
    @SuppressWarnings("unchecked")
    @Override
    public T read(Kryo kryo, Input input, Class<? extends T> ignored) {
      F read = (F) kryo.readObject(input, Object.class, form.get().serializer());
      return type.cast(made(() -> serializer.deserialize(read), "value"));
    }

    private <V> V made(Supplier<@Nullable V> call, String what) {
      @Nullable V made;
      try {
        made = call.get();
      } catch (RuntimeException e) {
        throw new KryoException(serializer.getClass().getName() + " failed: " + e, e);
      }
      if (made == null) {
        throw new KryoException(
            serializer.getClass().getName() + " returned null instead of a " + what);
      }
      return made;
    }
  }
}

package dev.zproc.runtime.internal.codec;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.runtime.failure.BadValueException;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A Kryo with its buffers, used by one thread at a time: closed to every class that no serializer
 * was named for, and bounded in depth, in what it writes, and in what it takes a length to be.
 *
 * <p>Threads: {@link #encode} and {@link #decode} are safe for use by many threads; each borrows an
 * instance, or makes one.
 */
final class KryoCodec {

  /** How deep values may nest. */
  static final int MAX_DEPTH = 64;

  /** The most bytes that one value may take. */
  static final int MAX_SIZE = 256 << 20;

  private static final int KEPT_BUFFER = 64 << 10;

  /** Without a lock: a stack that overflows as it takes or gives one would keep that for ever. */
  private static final AtomicReferenceArray<@Nullable KryoCodec> IDLE =
      new AtomicReferenceArray<>(16);

  static {
    // Kryo reads it once, when it is loaded; from JDK 24 on the JVM prints a warning if Unsafe is
    // used.
    if (System.getProperty("kryo.unsafe") == null) {
      System.setProperty("kryo.unsafe", "false");
    }
  }

  private final Kryo kryo;
  private final Output output = new Output(512, MAX_SIZE);

  private KryoCodec() {
    kryo = new Kryo();
    kryo.setRegistrationRequired(true);
    kryo.setReferences(false);
    kryo.setMaxDepth(MAX_DEPTH);
  }

  static <T> byte[] encode(KryoType<T> type, T value) {
    KryoCodec codec = take();
    try {
      byte[] bytes = codec.write(type, value);
      codec.giveBack();
      return bytes;
    } catch (RuntimeException | StackOverflowError e) {
      throw new BadValueException(
          "cannot encode a " + type.name() + Trail.describe(e), Trail.cause(e));
    }
  }

  /**
   * Encodes an element of a list, to be appended to one. It may be one level less deep than a value
   * of its own: who reads it reads the list around it, too.
   */
  static <E> byte[] encodeElement(CodecType<E> type, E element) {
    KryoCodec codec = take();
    try {
      codec.output.reset();
      codec.kryo.setMaxDepth(MAX_DEPTH - 1);
      Elements.write(codec.kryo, codec.output, element, type.serializer(), "last");
      byte[] bytes = codec.output.toBytes();
      codec.kryo.setMaxDepth(MAX_DEPTH);
      codec.giveBack();
      return bytes;
    } catch (RuntimeException | StackOverflowError e) {
      throw new BadValueException(
          "cannot append a " + type.name() + Trail.describe(e), Trail.cause(e));
    }
  }

  static <T> T decode(KryoType<T> type, byte[] bytes) {
    KryoCodec codec = take();
    try {
      T value = codec.read(type, bytes);
      codec.giveBack();
      return value;
    } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
      // Of the user's classes that a value is made of, some may work in the other process alone.
      throw new BadValueException(
          "these bytes are no " + type.name() + Trail.describe(e), Trail.cause(e));
    }
  }

  private static KryoCodec take() {
    for (int i = 0; i < IDLE.length(); i++) {
      KryoCodec idle = IDLE.get(i) == null ? null : IDLE.getAndSet(i, null);
      if (idle != null) {
        return idle;
      }
    }
    return new KryoCodec();
  }

  /** Only after success: one that failed may be in the middle of something. */
  private void giveBack() {
    if (output.getBuffer().length > KEPT_BUFFER) {
      return;
    }
    for (int i = 0; i < IDLE.length(); i++) {
      if (IDLE.get(i) == null && IDLE.compareAndSet(i, null, this)) {
        return;
      }
    }
  }

  private <T> byte[] write(KryoType<T> type, T value) {
    output.reset();
    output.writeByte(type.kind());
    kryo.writeObject(output, value, type.ownSerializer());
    return output.toBytes();
  }

  // Kryo wants a class to read; our serializers know theirs.
  @SuppressWarnings("unchecked")
  private <T> T read(KryoType<T> type, byte[] bytes) {
    BoundedInput input = new BoundedInput(bytes, 1);
    @Nullable T value = (T) kryo.readObject(input, Object.class, type.ownSerializer());
    if (value == null) {
      throw new IllegalArgumentException("null");
    }
    if (input.left() > 0) {
      throw new IllegalArgumentException(input.left() + " bytes too many");
    }
    return value;
  }
}

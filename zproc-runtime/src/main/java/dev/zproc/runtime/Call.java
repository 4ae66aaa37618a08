package dev.zproc.runtime;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.internal.engine.LateScalar;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.ValueType;
import java.util.Arrays;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * An invocation of one {@code @ChildProcess} method as a value: which method, with which arguments.
 * Nothing runs before it is spawned, and it can be spawned any number of times.
 *
 * <p>The arguments are encoded when the call is made, so later changes to them make no difference.
 * Two calls are equal if they are of one method and their arguments have equal bytes.
 *
 * @param <R> what the method returns, boxed; {@link Void} if nothing
 */
public final class Call<R> {

  private final ChildEntry<R> entry;

  /** Each encoded, or a {@link LateScalar}. */
  private final Object[] arguments;

  private Call(ChildEntry<R> entry, Object[] arguments) {
    this.entry = entry;
    this.arguments = arguments;
  }

  /**
   * For generated launchers: encodes {@code arguments} now.
   *
   * @throws BadValueException if one is null, or holds something that cannot be encoded
   */
  public static <R> Call<R> of(ChildEntry<R> entry, @Nullable Object... arguments) {
    List<ValueType<?>> types = entry.parameters();
    if (types.size() != arguments.length) {
      throw new IllegalArgumentException(
          entry + " takes " + types.size() + " arguments, not " + arguments.length);
    }
    Object[] late = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      Object argument = arguments[i];
      if (argument == null) {
        throw new BadValueException(
            "Argument " + (i + 1) + " of " + entry + " is null. Pass an Optional instead.");
      }
      late[i] = late(types.get(i), argument);
    }
    return new Call<>(entry, late);
  }

  ChildEntry<R> entry() {
    return entry;
  }

  List<byte[]> encodedArguments() {
    byte[][] encoded = new byte[arguments.length][];
    for (int i = 0; i < encoded.length; i++) {
      encoded[i] = encoded(i);
    }
    return List.of(encoded);
  }

  /** Each encoded, or a {@link LateScalar}; not to be written to. */
  Object[] lateArguments() {
    return arguments;
  }

  @SuppressWarnings("unchecked") // it was taken for one of that type
  private byte[] encoded(int index) {
    Object argument = arguments[index];
    return argument instanceof byte[] encoded
        ? encoded
        : ((ValueType<Object>) entry.parameters().get(index)).encode(argument);
  }

  /**
   * Whether a child may be given the arguments.
   *
   * @throws LimitExceededException if all together take more than {@code maxBytes}
   */
  void checkSize(int maxBytes) {
    long bytes = 0;
    for (Object argument : arguments) {
      bytes += LateScalar.size(argument);
    }
    if (bytes > maxBytes) {
      throw new LimitExceededException(
          "the arguments of "
              + entry
              + " take "
              + bytes
              + " bytes, more than the "
              + maxBytes
              + " of maxMessageBytes; raise it where the context is opened, or pass large data by"
              + " file");
    }
  }

  /** The arguments as the child will see them, decoded anew each time. */
  Arguments arguments() {
    return new Arguments() {
      @Override
      @SuppressWarnings("unchecked") // generated code asks for the type that the entry declares
      public <T> T argument(int index) {
        return (T) entry.parameters().get(index).decode(Call.this.encoded(index));
      }

      @Override
      public byte[] encoded(int index) {
        return Call.this.encoded(index);
      }
    };
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Call<?> that
        && entry.getClass() == that.entry.getClass()
        && Arrays.deepEquals(arguments, that.arguments);
  }

  @Override
  public int hashCode() {
    return 31 * entry.getClass().hashCode() + Arrays.deepHashCode(arguments);
  }

  /** The method and its arguments, those that are long or composed by their type only. */
  @Override
  public String toString() {
    StringJoiner text = new StringJoiner(", ", entry + "(", ")");
    for (int i = 0; i < arguments.length; i++) {
      text.add(shown(i));
    }
    return text.toString();
  }

  /** Made of what was encoded, so that a call which nobody looks at costs no text. */
  private String shown(int index) {
    ValueType<?> type = entry.parameters().get(index);
    try {
      return arguments[index] instanceof byte[] encoded
          ? type.codec().shown(encoded)
          : String.valueOf(arguments[index]);
    } catch (RuntimeException e) {
      return type.name();
    }
  }

  @SuppressWarnings("unchecked") // generated code passes what the entry declares
  private static Object late(ValueType<?> type, Object argument) {
    return ((ValueType<Object>) type).codec().late(argument);
  }
}

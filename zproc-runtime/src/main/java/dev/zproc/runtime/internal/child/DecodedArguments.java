package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.failure.SchemaMismatchException;
import dev.zproc.runtime.internal.codec.Closures;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.ValueType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The arguments of the call, decoded by the entry's types. */
public final class DecodedArguments implements Arguments {

  private final Object[] values;

  private DecodedArguments(Object[] values) {
    this.values = values;
  }

  /**
   * Decodes {@code encoded}.
   *
   * @param closure the spawner's {@link #closure} of the same entry
   * @throws SchemaMismatchException if the spawner means something else by the types
   */
  static DecodedArguments of(ChildEntry<?> entry, List<byte[]> encoded, String closure) {
    String own = closure(entry);
    if (!own.equals(closure)) {
      throw new SchemaMismatchException(
          "Parent and child mean different things by the types of "
              + entry
              + ": the parent has "
              + Closures.difference(closure, own)
              + ", the child has "
              + Closures.difference(own, closure)
              + ". Build both from the same sources.");
    }
    List<ValueType<?>> types = entry.parameters();
    Object[] values = new Object[types.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = types.get(i).decode(encoded.get(i));
    }
    return new DecodedArguments(values);
  }

  /** The shapes of all types that the call and its result need, in one text. */
  public static String closure(ChildEntry<?> entry) {
    return Stream.concat(entry.parameters().stream(), Stream.of(entry.result()))
        .map(type -> type.name() + "=" + type.closure())
        .collect(Collectors.joining("\n"));
  }

  @Override
  @SuppressWarnings("unchecked") // generated code asks for the type that the entry declares
  public <T> T argument(int index) {
    return (T) values[index];
  }
}

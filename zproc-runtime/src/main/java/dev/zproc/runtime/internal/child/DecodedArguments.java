package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.SchemaMismatchException;
import dev.zproc.runtime.internal.codec.Closures;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.ValueType;
import java.util.List;
import java.util.stream.Collectors;

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
   * @throws BadValueException if they are no values of the types, or too few or too many
   */
  static DecodedArguments of(ChildEntry<?> entry, List<byte[]> encoded, String closure) {
    requireSame(entry.toString(), closure, closure(entry));
    return new DecodedArguments(values(entry, encoded));
  }

  /**
   * Decodes the arguments of a call of {@code entry}.
   *
   * @throws BadValueException if they are no values of its parameters' types, or too few or too
   *     many; names the call and the parameter
   */
  public static Object[] values(ChildEntry<?> entry, List<byte[]> encoded) {
    List<ValueType<?>> types = entry.parameters();
    if (encoded.size() != types.size()) {
      throw new BadValueException(
          entry + " takes " + types.size() + " arguments, and " + encoded.size() + " have come");
    }
    Object[] values = new Object[types.size()];
    for (int i = 0; i < values.length; i++) {
      try {
        values[i] = types.get(i).decode(encoded.get(i));
      } catch (BadValueException e) {
        throw badArgument(entry, i, e);
      }
    }
    return values;
  }

  /**
   * Decodes what the method of {@code entry} has returned.
   *
   * @param call how messages show the call
   * @throws BadValueException if it is no value of the method's type; names the call
   */
  public static <R> R result(ChildEntry<R> entry, String call, byte[] encoded) {
    try {
      return entry.result().decode(encoded);
    } catch (BadValueException e) {
      throw badResult(call, e);
    }
  }

  /** Returns that of bytes which are no argument of a call, with the place of the parameter. */
  public static BadValueException badArgument(ChildEntry<?> entry, int index, BadValueException e) {
    return new BadValueException(
        "argument " + (index + 1) + " of " + entry + ": " + e.getMessage(), e);
  }

  /** Returns that of bytes which are no result of {@code call}. */
  public static BadValueException badResult(String call, BadValueException e) {
    return new BadValueException("the result of " + call + ": " + e.getMessage(), e);
  }

  /**
   * Checks that both sides of a call mean the same.
   *
   * @throws SchemaMismatchException if not
   */
  public static void requireSame(String entry, String parents, String childs) {
    if (!parents.equals(childs)) {
      Closures.Difference difference = difference(parents, childs);
      throw new SchemaMismatchException(
          "Parent and child mean different things by the types of "
              + entry
              + ": the parent has "
              + difference.one()
              + ", the child has "
              + difference.other()
              + ". Build both from the same sources.");
    }
  }

  /**
   * The lists of the types if these differ; else the first type that consists of something else.
   */
  private static Closures.Difference difference(String closure, String own) {
    String theirs = signature(closure);
    String ours = signature(own);
    return theirs.equals(ours)
        ? Closures.difference(definitions(closure), definitions(own))
        : new Closures.Difference(theirs, ours);
  }

  /** {@code (int, long) and returns java.lang.String}. */
  private static String signature(String closure) {
    List<String> types = closure.lines().map(type -> type.split("=", 2)[0]).toList();
    int last = types.size() - 1;
    String parameters = "(" + String.join(", ", types.subList(0, last)) + ")";
    return types.get(last).equals("java.lang.Void")
        ? parameters
        : parameters + " and returns " + types.get(last);
  }

  private static String definitions(String closure) {
    return closure.lines().map(type -> type.split("=", 2)[1]).collect(Collectors.joining(";"));
  }

  /** The shapes of all types that the call and its result need, in one text. */
  public static String closure(ChildEntry<?> entry) {
    StringBuilder closure = new StringBuilder();
    for (ValueType<?> type : entry.parameters()) {
      closure.append(type.name()).append('=').append(type.closure()).append('\n');
    }
    ValueType<?> result = entry.result();
    return closure.append(result.name()).append('=').append(result.closure()).toString();
  }

  @Override
  @SuppressWarnings("unchecked") // generated code asks for the type that the entry declares
  public <T> T argument(int index) {
    return (T) values[index];
  }
}

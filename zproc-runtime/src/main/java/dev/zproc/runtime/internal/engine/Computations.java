package dev.zproc.runtime.internal.engine;

import org.jspecify.annotations.Nullable;

/** What the {@link Operation.Computed} operations do, and how their refusals read. */
final class Computations {

  private Computations() {}

  static Bytes add(Operation.Add operation, Bytes value) {
    checkNumbers(operation, "add to", "added", value, operation.delta());
    return Scalar.add(value, operation.delta());
  }

  static @Nullable Bytes min(Operation.Min operation, Bytes value) {
    checkNumbers(operation, "lower", "given as its bound", value, operation.bound());
    return unlessEqual(Scalar.min(value, operation.bound()), value);
  }

  static @Nullable Bytes max(Operation.Max operation, Bytes value) {
    checkNumbers(operation, "raise", "given as its bound", value, operation.bound());
    return unlessEqual(Scalar.max(value, operation.bound()), value);
  }

  private static @Nullable Bytes unlessEqual(Bytes after, Bytes before) {
    return after.equals(before) ? null : after;
  }

  private static void checkNumbers(
      Operation.Computed operation, String verb, String other, Bytes value, Bytes operand) {
    if (!Scalar.isNumber(value)
        || !Scalar.isNumber(operand)
        || Scalar.kind(value) != Scalar.kind(operand)) {
      throw unfit(
          "cannot "
              + verb
              + " key "
              + KeyText.of(operation.key())
              + ": its "
              + (value == operation.initial() ? "initial " : "")
              + "value is "
              + describe(value)
              + ", and what is "
              + other
              + " is "
              + describe(operand)
              + "; both must be numbers of the same type");
    }
  }

  private static EngineException.Rejected unfit(String message) {
    return new EngineException.Rejected(EngineException.Rejected.Why.VALUE, message);
  }

  private static String describe(Bytes value) {
    return switch (Scalar.isNumber(value) ? Scalar.kind(value) : 0) {
      case Scalar.BYTE -> "a byte";
      case Scalar.SHORT -> "a short";
      case Scalar.CHAR -> "a char";
      case Scalar.INT -> "an int";
      case Scalar.LONG -> "a long";
      case Scalar.FLOAT -> "a float";
      case Scalar.DOUBLE -> "a double";
      default -> "no number";
    };
  }

  static Bytes append(Operation.Append operation, Bytes value) {
    if (operation.cap() < 1) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST,
          "a list cannot be kept to " + operation.cap() + " elements; 1 is the least");
    }
    try {
      return Sequence.append(value, operation.element(), operation.cap());
    } catch (IllegalArgumentException e) {
      throw unfit("cannot append to key " + KeyText.of(operation.key()) + ": its value is no list");
    }
  }
}

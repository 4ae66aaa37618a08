package dev.zproc.processor.condition;

import java.util.List;

/** One side of a comparison. */
public sealed interface Term {

  /** What a value of it is; terms that are compared have types that can be. */
  sealed interface Typed extends Term {
    Type type();
  }

  /** The key with index {@code key} of the state at {@code state} of {@link Scope#states()}. */
  record Key(int state, int key, Type type, boolean nullable) implements Typed {}

  /** The argument at {@code index} of the call. */
  record Argument(int index, Type type) implements Typed {}

  /**
   * A component inside a key: {@code last.customer.name} has the accessors {@code customer, name}.
   * It is null if anything on the way is null, even where {@code type} is primitive. Only the child
   * can evaluate it.
   */
  record Component(Key key, List<String> accessors, Type type) implements Typed {}

  /**
   * A literal, converted to the type of what it is compared with.
   *
   * @param value a boxed value of exactly {@code kind}: a {@link Byte} for {@link ScalarKind#BYTE}
   */
  record Literal(ScalarKind kind, Object value) implements Term {

    /**
     * The literal as Java source of exactly its type: {@code (byte) 5}, {@code 5L}, {@code "a\n"}.
     */
    public String toJava() {
      return JavaLiteral.of(kind, value);
    }
  }

  /** A constant of the enum {@code type}. */
  record EnumConstant(Type.Enumeration type, String name) implements Term {}

  /** The literal null. */
  record Null() implements Term {}
}

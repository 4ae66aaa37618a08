package dev.zproc.processor.condition;

import java.util.List;
import java.util.function.Supplier;

/**
 * As much of the type of a key, an argument or a component as a condition needs to know.
 *
 * <p>Threads: immutable, as far as the supplier of a structure's components is.
 */
public sealed interface Type {

  /** The type as messages show it: {@code List<String>}. */
  String shown();

  /** A type whose values can be compared; {@code boxed} tells {@code Integer} from {@code int}. */
  record Scalar(ScalarKind kind, boolean boxed) implements Type {

    @Override
    public String shown() {
      return boxed ? kind.boxed() : kind.shown();
    }
  }

  /** An enum: constants of the same {@code qualifiedName} are equal or unequal. */
  record Enumeration(String qualifiedName, String shown, List<String> constants) implements Type {}

  /**
   * A record, into which {@code last.total} looks.
   *
   * @param accessible whether generated code beside the condition's method can look inside
   * @param components asked only when a condition looks inside, so that a record may contain itself
   */
  record Structure(
      String qualifiedName, String shown, boolean accessible, Supplier<List<Component>> components)
      implements Type {

    @Override
    public boolean equals(Object other) {
      return other instanceof Structure that && qualifiedName.equals(that.qualifiedName);
    }

    @Override
    public int hashCode() {
      return qualifiedName.hashCode();
    }
  }

  /** A list, set, map, array or {@code StateMap}: a condition cannot look inside. */
  record Container(String shown) implements Type {}

  /** Anything else. */
  record Opaque(String shown) implements Type {}

  /** A component of a record. */
  record Component(String name, Type type) {}

  /** A primitive or, for {@link ScalarKind#STRING}, a string. */
  static Type of(ScalarKind kind) {
    return new Scalar(kind, false);
  }

  /** Whether a value of this type can be null as far as Java goes. */
  default boolean isReference() {
    return !(this instanceof Scalar scalar) || scalar.boxed() || scalar.kind() == ScalarKind.STRING;
  }
}

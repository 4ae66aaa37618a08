package dev.zproc.processor.type;

import dev.zproc.processor.condition.ScalarKind;
import java.util.List;

/** A type whose values may cross between processes. */
public sealed interface Shape {

  /** The type, boxed. */
  JavaType java();

  /** The type with binary names, as closures spell it. */
  default String name() {
    return java().binaryName();
  }

  /** A primitive, its box, or a string. */
  record Scalar(ScalarKind kind, boolean primitive) implements Shape {

    @Override
    public JavaType java() {
      return JavaType.Declared.of("java.lang", kind.boxed());
    }

    @Override
    public String name() {
      return primitive ? kind.shown() : java().binaryName();
    }
  }

  /** A class of the JDK that the runtime knows. */
  record Jdk(JavaType.Declared java) implements Shape {}

  /** An enum, a record or a sealed type; what it consists of is a {@link Definition}. */
  record Named(JavaType.Declared java) implements Shape {}

  /** An array. */
  record ArrayOf(Shape component, JavaType java) implements Shape {

    @Override
    public String name() {
      return component.name() + "[]";
    }
  }

  /** A collection or an {@code Optional}. */
  record Container(Kind kind, List<Shape> elements, JavaType java) implements Shape {
    public Container {
      elements = List.copyOf(elements);
    }
  }

  /** The containers that may cross. */
  enum Kind {
    LIST("java.util.List"),
    SET("java.util.Set"),
    MAP("java.util.Map"),
    OPTIONAL("java.util.Optional");

    private final String qualifiedName;

    Kind(String qualifiedName) {
      this.qualifiedName = qualifiedName;
    }

    public String qualifiedName() {
      return qualifiedName;
    }
  }

  /** The shapes directly inside this one. */
  default List<Shape> inner() {
    if (this instanceof ArrayOf array) {
      return List.of(array.component());
    }
    return this instanceof Container container ? container.elements() : List.of();
  }
}

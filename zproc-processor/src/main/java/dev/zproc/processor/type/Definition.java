package dev.zproc.processor.type;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What a type that the user wrote consists of. */
public sealed interface Definition {

  JavaType.Declared type();

  /** The definition as closures spell it: {@code a.Order(name:java.lang.String)}. */
  String text();

  /** The shapes that values of this type may hold. */
  List<Shape> inner();

  /** An enum. */
  record EnumOf(JavaType.Declared type, List<String> constants) implements Definition {
    public EnumOf {
      constants = List.copyOf(constants);
    }

    @Override
    public String text() {
      return type.binaryName() + "{" + String.join(",", constants) + "}";
    }

    @Override
    public List<Shape> inner() {
      return List.of();
    }
  }

  /** A record, its type variables filled in. */
  record RecordOf(JavaType.Declared type, List<Component> components) implements Definition {
    public RecordOf {
      components = List.copyOf(components);
    }

    @Override
    public String text() {
      return components.stream()
          .map(component -> component.name() + ":" + component.shape().name())
          .collect(Collectors.joining(",", type.binaryName() + "(", ")"));
    }

    @Override
    public List<Shape> inner() {
      return components.stream().map(Component::shape).toList();
    }
  }

  /** A component of a record; {@code type} as it is declared, primitive or not. */
  record Component(String name, JavaType type, Shape shape) {}

  /** A sealed type; ordered by name, so that the order of {@code permits} changes nothing. */
  record SealedOf(JavaType.Declared type, List<Shape.Named> permitted) implements Definition {
    public SealedOf {
      permitted = permitted.stream().sorted(Comparator.comparing(Shape::name)).toList();
    }

    @Override
    public String text() {
      return permitted.stream()
          .map(Shape::name)
          .collect(Collectors.joining(",", type.binaryName() + "[", "]"));
    }

    @Override
    public List<Shape> inner() {
      return List.copyOf(permitted);
    }
  }

  /**
   * A class with a serializer of the user's.
   *
   * @param form what crosses in the place of a value
   */
  record SerializedBy(JavaType.Declared type, JavaType.Declared serializer, Shape form)
      implements Definition {

    @Override
    public String text() {
      return type.binaryName() + "=" + form.name() + "@" + serializer.className();
    }

    @Override
    public List<Shape> inner() {
      return List.of(form);
    }
  }
}

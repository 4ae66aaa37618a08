package dev.zproc.processor.type;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A type as generated source names it. */
public sealed interface JavaType {

  /**
   * The type with binary names, as {@code Class.getName} spells them: {@code
   * java.util.List<a.B$C>}.
   */
  String binaryName();

  /** The type as a type argument: {@code Integer} for {@code int}. */
  default JavaType boxed() {
    return this;
  }

  /** The type without its type arguments. */
  default JavaType raw() {
    return this;
  }

  /** A primitive type, or {@code void}. */
  record Primitive(String keyword) implements JavaType {

    private static final Map<String, String> BOXES =
        Map.of(
            "boolean", "Boolean",
            "byte", "Byte",
            "short", "Short",
            "char", "Character",
            "int", "Integer",
            "long", "Long",
            "float", "Float",
            "double", "Double",
            "void", "Void");

    @Override
    public String binaryName() {
      return keyword;
    }

    @Override
    public JavaType boxed() {
      return Declared.of("java.lang", BOXES.get(keyword));
    }
  }

  /**
   * A class or interface.
   *
   * @param packageName empty for the unnamed package
   * @param simpleNames the name of the top-level type, then those of the types nested in it
   */
  record Declared(String packageName, List<String> simpleNames, List<JavaType> arguments)
      implements JavaType {

    public Declared {
      simpleNames = List.copyOf(simpleNames);
      arguments = List.copyOf(arguments);
    }

    /** A top-level type without type arguments. */
    public static Declared of(String packageName, String simpleName) {
      return new Declared(packageName, List.of(simpleName), List.of());
    }

    /** The innermost simple name. */
    public String simpleName() {
      return simpleNames.get(simpleNames.size() - 1);
    }

    /** The binary name of the class itself, without type arguments. */
    public String className() {
      String joined = String.join("$", simpleNames);
      return packageName.isEmpty() ? joined : packageName + "." + joined;
    }

    @Override
    public String binaryName() {
      return arguments.isEmpty()
          ? className()
          : arguments.stream()
              .map(JavaType::binaryName)
              .collect(Collectors.joining(",", className() + "<", ">"));
    }

    @Override
    public Declared raw() {
      return new Declared(packageName, simpleNames, List.of());
    }
  }

  /** An array. */
  record ArrayOf(JavaType component) implements JavaType {

    @Override
    public String binaryName() {
      return component.binaryName() + "[]";
    }

    @Override
    public JavaType raw() {
      return new ArrayOf(component.raw());
    }
  }
}

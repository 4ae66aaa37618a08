package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import dev.zproc.processor.type.Closure;
import dev.zproc.processor.type.Definition;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.Shape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The names that the types of one accessor or launcher have in its nested class {@code Types}.
 *
 * <p>Threads: not safe.
 */
final class TypeTable {

  /** The class that holds the constants; further ones, if they are many, have a number. */
  static final String CLASS = "Types";

  private final Closure closure;
  private final ClassName outer;
  private final TypeNames names;
  private final Map<Shape, String> labels = new LinkedHashMap<>();
  private final Map<Shape, String> holders = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  /** Names the types of {@code closure}, whose accessor or launcher is {@code outer}. */
  TypeTable(Closure closure, ClassName outer, TypeNames names) {
    this.closure = closure;
    this.outer = outer;
    this.names = names;
    List<Shape> shapes = new ArrayList<>(closure.shapes());
    // What stands alone first, then containers from the inside out: each is defined before its use.
    shapes.sort(Comparator.comparingInt(TypeTable::depth));
    for (Shape shape : shapes) {
      if (!(shape instanceof Shape.Scalar)) {
        holders.put(shape, holder(labels.size() / Parts.MOST));
        labels.put(shape, label(shape));
      }
    }
  }

  private static String holder(int number) {
    return number == 0 ? CLASS : CLASS + (number + 1);
  }

  Closure closure() {
    return closure;
  }

  /** How types are named where these are. */
  TypeNames names() {
    return names;
  }

  /** The shapes with a constant, each after those it is made of. */
  Set<Shape> shapes() {
    return labels.keySet();
  }

  /** The simple name of the class that holds the constant of the shape. */
  String holder(Shape shape) {
    return holders.get(shape);
  }

  /** Of all of them. */
  Set<String> holders() {
    return new TreeSet<>(holders.values());
  }

  /** A name that no constant has, {@code name} or one that begins so. */
  String reserve(String name) {
    String free = name;
    for (int i = 2; !used.add(free); i++) {
      free = name + "_" + i;
    }
    return free;
  }

  /** The name of the constant in {@code Types}: {@code LIST_OF_ORDER}. */
  String constant(Shape shape) {
    return upper(labels.get(shape));
  }

  /** The simple name of the serializer of a record or sealed type. */
  String serializer(Shape.Named shape) {
    return labels.get(shape) + "Serializer";
  }

  /** Whether a serializer is generated for values of the shape. */
  boolean hasSerializer(Shape shape) {
    return shape instanceof Shape.Named named
        && (closure.definition(named) instanceof Definition.RecordOf
            || closure.definition(named) instanceof Definition.SealedOf);
  }

  /**
   * An expression for the value type: {@code ValueTypes.INT} or {@code BakeryState.Types.ORDER}.
   */
  Snippet valueType(Shape shape) {
    return shape instanceof Shape.Scalar scalar
        ? scalar(scalar)
        : Snippet.of("$T", outer.nestedClass(holder(shape))).then("." + constant(shape));
  }

  /** The same expression within the accessor or launcher: {@code Types.ORDER}. */
  Snippet ownValueType(Shape shape) {
    return shape instanceof Shape.Scalar scalar
        ? scalar(scalar)
        : Snippet.text(holder(shape) + "." + constant(shape));
  }

  private static Snippet scalar(Shape.Scalar scalar) {
    return Snippet.of("$T." + scalar.kind(), Known.VALUE_TYPES);
  }

  private static int depth(Shape shape) {
    return shape.inner().stream().mapToInt(inner -> 1 + depth(inner)).max().orElse(0);
  }

  private String label(Shape shape) {
    for (String candidate : candidates(shape)) {
      if (used.add(upper(candidate))) {
        return candidate;
      }
    }
    String last = candidates(shape).get(candidates(shape).size() - 1);
    for (int i = 2; ; i++) {
      if (used.add(upper(last + i))) {
        return last + i;
      }
    }
  }

  /** Ever longer names; the first that is free is taken. */
  private List<String> candidates(Shape shape) {
    if (shape instanceof Shape.ArrayOf array) {
      return List.of(inner(array.component()) + "Array");
    }
    if (shape instanceof Shape.Container container) {
      String first = inner(container.elements().get(0));
      return switch (container.kind()) {
        case LIST -> List.of("ListOf" + first);
        case SET -> List.of("SetOf" + first);
        case OPTIONAL -> List.of("Optional" + first);
        case MAP -> List.of("MapOf" + first + "To" + inner(container.elements().get(1)));
      };
    }
    JavaType.Declared type = (JavaType.Declared) shape.java();
    String arguments = "";
    for (JavaType argument : type.arguments()) {
      arguments += (arguments.isEmpty() ? "Of" : "And") + word(argument);
    }
    List<String> names = new ArrayList<>();
    for (int i = type.simpleNames().size() - 1; i >= 0; i--) {
      List<String> part = type.simpleNames().subList(i, type.simpleNames().size());
      names.add(String.join("_", part) + arguments);
    }
    names.add(type.className().replace('.', '_').replace('$', '_') + arguments);
    return names;
  }

  private String inner(Shape shape) {
    if (shape instanceof Shape.Scalar scalar) {
      return scalar.primitive()
          ? Character.toUpperCase(scalar.kind().shown().charAt(0))
              + scalar.kind().shown().substring(1)
          : scalar.kind().boxed();
    }
    return labels.get(shape);
  }

  private static String word(JavaType type) {
    if (type instanceof JavaType.ArrayOf array) {
      return word(array.component()) + "Array";
    }
    if (type instanceof JavaType.Primitive primitive) {
      String keyword = primitive.keyword();
      return keyword.substring(0, 1).toUpperCase(Locale.ROOT) + keyword.substring(1);
    }
    JavaType.Declared declared = (JavaType.Declared) type;
    StringBuilder word = new StringBuilder(declared.simpleName());
    declared.arguments().forEach(argument -> word.append("Of").append(word(argument)));
    return word.toString();
  }

  /** {@code LIST_OF_ORDER} for {@code ListOfOrder}, {@code HTTP_PORT} for {@code HTTPPort}. */
  private static String upper(String label) {
    StringBuilder words = new StringBuilder(label.length() + 4);
    for (int i = 0; i < label.length(); i++) {
      char c = label.charAt(i);
      if (i > 0 && Character.isUpperCase(c)) {
        char before = label.charAt(i - 1);
        boolean ends = Character.isLowerCase(before) || Character.isDigit(before);
        boolean begins =
            Character.isUpperCase(before)
                && i + 1 < label.length()
                && Character.isLowerCase(label.charAt(i + 1));
        if (ends || begins) {
          words.append('_');
        }
      }
      words.append(c);
    }
    return words.toString().toUpperCase(Locale.ROOT);
  }
}

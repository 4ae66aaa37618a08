package dev.zproc.processor.write;

import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * An expression as a format of JavaPoet's and the types that stand for its placeholders.
 * Expressions are put together as formats instead of as code blocks within code blocks, because
 * JavaPoet cuts each text between two placeholders into lines with a regular expression, twice a
 * file.
 *
 * @param width the columns it takes on one line; {@link #BROKEN} if it is on several
 */
record Snippet(String format, List<TypeName> types, int width) {

  /** The columns of a line. */
  static final int LINE = 100;

  /** The most that a call may take on one line: there is room for it in all but deep nesting. */
  private static final int ROOM = 80;

  private static final int BROKEN = 1_000;

  /** A format in which {@code $T} stands for the {@code types}. */
  static Snippet of(String format, TypeName... types) {
    int width = format.length();
    for (TypeName type : types) {
      width += width(type) - 2;
    }
    return new Snippet(format, List.of(types), width);
  }

  /** Java that names no class. */
  static Snippet text(String text) {
    return new Snippet(text.replace("$", "$$"), List.of(), text.length());
  }

  /** A string literal. */
  static Snippet literal(String text) {
    return text(Literals.of(text));
  }

  /** String literals that are added, each on a line of its own, so that a change shows as such. */
  static Snippet sum(List<String> texts) {
    if (texts.size() == 1) {
      return literal(texts.get(0));
    }
    List<String> literals = texts.stream().map(text -> literal(text).format()).toList();
    return new Snippet(String.join("\n+ ", literals), List.of(), BROKEN);
  }

  /** This, followed by Java that names no class. */
  Snippet then(String text) {
    return then(text(text));
  }

  /** This, followed by {@code next}. */
  Snippet then(Snippet next) {
    return new Snippet(format + next.format, joined(types, next.types), width + next.width);
  }

  /** This, and what is assigned to it: on the next line if only that has room for it as a whole. */
  Snippet assigned(int room, Snippet value) {
    boolean moved = width + 3 + value.width > room && value.width < BROKEN;
    String separator = moved ? " =\n" : " = ";
    return then(separator).then(value);
  }

  /** A call of this. */
  Snippet call(Snippet... arguments) {
    return call(ROOM, List.of(arguments));
  }

  /** A call of this. */
  Snippet call(List<Snippet> arguments) {
    return call(ROOM, arguments);
  }

  /**
   * A call of this: on one line if it takes no more columns than that, else one argument a line.
   */
  Snippet call(int room, List<Snippet> arguments) {
    int total = width + 2;
    List<TypeName> all = new ArrayList<>(types);
    for (Snippet argument : arguments) {
      total += argument.width + 2;
      all.addAll(argument.types);
    }
    total -= arguments.isEmpty() ? 0 : 2;
    boolean broken = total > room && !arguments.isEmpty();
    StringBuilder text = new StringBuilder(format).append('(');
    String separator = broken ? "\n" : "";
    for (Snippet argument : arguments) {
      text.append(separator).append(broken ? argument.continued() : argument.format);
      separator = broken ? ",\n" : ", ";
    }
    return new Snippet(text.append(')').toString(), all, broken ? BROKEN : total);
  }

  /** The format, its further lines as far in as those of a statement, where JavaPoet has none. */
  String continued() {
    return format.replace("\n", "\n    ");
  }

  /** What JavaPoet takes beside the format. */
  Object[] arguments() {
    return types.toArray();
  }

  /** The columns that a type takes where all its classes are imported. */
  static int width(TypeName type) {
    if (type instanceof ClassName name) {
      return String.join(".", name.simpleNames()).length();
    }
    if (type instanceof ArrayTypeName array) {
      return width(array.componentType) + 2;
    }
    if (type instanceof ParameterizedTypeName generic) {
      return generic.typeArguments.stream()
          .mapToInt(argument -> width(argument) + 2)
          .reduce(width(generic.rawType), Integer::sum);
    }
    return type.toString().length();
  }

  private static List<TypeName> joined(List<TypeName> first, List<TypeName> second) {
    if (second.isEmpty()) {
      return first;
    }
    List<TypeName> all = new ArrayList<>(first);
    all.addAll(second);
    return Collections.unmodifiableList(all);
  }
}

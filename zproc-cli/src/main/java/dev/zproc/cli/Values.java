package dev.zproc.cli;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.internal.codec.CodecType;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Sequence;
import dev.zproc.runtime.internal.schema.Phrase;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as every process can read them, without the classes of the program: numbers, texts,
 * booleans, constants of enums, and collections of such; and the bytes of what somebody types.
 */
final class Values {

  private Values() {}

  /** Stands for a value that only the program's own classes can read. */
  record Opaque(int bytes) {
    @Override
    public String toString() {
      return "(" + bytes + " bytes)";
    }
  }

  /**
   * What the bytes mean: a Number, Boolean or String, a List or Map of such, or an {@link Opaque}.
   *
   * @param type of the key, as its schema has it; empty if it is not known
   */
  static @Nullable Object read(String type, Bytes value) {
    byte kind = Scalar.kind(value);
    if (Scalar.isNumber(value)) {
      Number number = Scalar.number(value);
      return switch (kind) {
        case Scalar.CHAR -> String.valueOf((char) number.intValue());
        case Scalar.FLOAT -> number.floatValue();
        default -> number;
      };
    } else if (kind == Scalar.BOOLEAN && value.size() == 2) {
      return value.at(1) == 1;
    } else if (kind == Scalar.TEXT || kind == Scalar.ENUM) {
      return Scalar.text(value);
    }
    CodecType<?> codec = Types.of(type);
    try {
      return codec == null ? new Opaque(value.size()) : plain(codec.decode(value.shared()));
    } catch (BadValueException damaged) {
      return new Opaque(value.size());
    }
  }

  /** Collections and what JSON knows as they are; all else as its text. */
  private static @Nullable Object plain(@Nullable Object value) {
    if (value instanceof Collection<?> elements) {
      return elements.stream().map(Values::plain).toList();
    } else if (value instanceof Map<?, ?> map) {
      Map<String, Object> object = object();
      map.forEach((key, each) -> object.put(String.valueOf(key), plain(each)));
      return object;
    } else if (value instanceof Optional<?> optional) {
      return plain(optional.orElse(null));
    } else if (value instanceof byte[] bytes) {
      return new Opaque(bytes.length);
    }
    return value == null || value instanceof Number || value instanceof Boolean
        ? value
        : value.toString();
  }

  /** The value as a condition would spell it: texts in quotes. */
  static String text(String type, @Nullable Bytes value) {
    if (value == null) {
      return "absent";
    }
    Object read = read(type, value);
    return Scalar.kind(value) == Scalar.ENUM ? String.valueOf(read) : text(read);
  }

  private static String text(@Nullable Object value) {
    if (value instanceof Collection<?> elements) {
      return elements.stream().map(Values::text).toList().toString();
    } else if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(each -> each.getKey() + ": " + text(each.getValue()))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    return value instanceof String text ? quoted(text) : String.valueOf(value);
  }

  private static String quoted(String text) {
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }

  /** Puts the value into a JSON object: as {@code value}, or as the number of its {@code bytes}. */
  static Map<String, Object> json(
      Map<String, Object> into, String name, String type, @Nullable Bytes value) {
    Object read = value == null ? null : read(type, value);
    if (read instanceof Opaque opaque) {
      into.put(name + "Bytes", opaque.bytes());
    } else {
      into.put(name, read);
    }
    return into;
  }

  /** What a key of this type reads as that has no initial value and was never written. */
  static @Nullable Bytes zero(String type) {
    return switch (type) {
      case "boolean" -> Scalar.of(false);
      case "byte" -> Scalar.of((byte) 0);
      case "short" -> Scalar.of((short) 0);
      case "char" -> Scalar.of((char) 0);
      case "int" -> Scalar.of(0);
      case "long" -> Scalar.of(0L);
      case "float" -> Scalar.of(0f);
      case "double" -> Scalar.of(0d);
      default -> type.startsWith("java.util.List") ? Sequence.EMPTY : null;
    };
  }

  /** The bytes of what somebody has typed for the value of {@code key}. */
  static Bytes value(String shown, SchemaRecord.Key key, String typed) {
    return parse(shown, key.type(), key.closure(), typed);
  }

  /** The bytes of what somebody has typed between the brackets of {@code key}, which is a map. */
  static Bytes entry(String shown, SchemaRecord.Key key, String typed) {
    return parse("an entry of " + shown, key.entryKey(), key.entryKeyClosure(), typed);
  }

  private static Bytes parse(String shown, String type, String closure, String typed) {
    return switch (type) {
      case "boolean", "java.lang.Boolean" -> truth(shown, typed);
      case "byte", "java.lang.Byte" ->
          number(shown, "byte", typed, t -> Scalar.of(Byte.parseByte(t)));
      case "short", "java.lang.Short" ->
          number(shown, "short", typed, t -> Scalar.of(Short.parseShort(t)));
      case "int", "java.lang.Integer" ->
          number(shown, "int", typed, t -> Scalar.of(Integer.parseInt(t)));
      case "long", "java.lang.Long" ->
          number(shown, "long", typed, t -> Scalar.of(Long.parseLong(t)));
      case "float", "java.lang.Float" ->
          number(shown, "float", typed, t -> Scalar.of(Float.parseFloat(t)));
      case "double", "java.lang.Double" ->
          number(shown, "double", typed, t -> Scalar.of(Double.parseDouble(t)));
      case "char", "java.lang.Character" -> character(shown, typed);
      case "java.lang.String" -> Scalar.of(typed);
      default -> constant(shown, type, closure, typed);
    };
  }

  private static Bytes truth(String shown, String typed) {
    if (!typed.equals("true") && !typed.equals("false")) {
      throw bad(shown, "a boolean", typed, "true or false");
    }
    return Scalar.of(typed.equals("true"));
  }

  private static Bytes number(
      String shown, String type, String typed, Function<String, Bytes> parse) {
    try {
      return parse.apply(typed);
    } catch (NumberFormatException e) {
      String limits =
          switch (type) {
            case "byte" -> "a whole number from -128 to 127";
            case "short" -> "a whole number from -32768 to 32767";
            case "int" -> "a whole number from -2147483648 to 2147483647";
            case "long" -> "a whole number from -9223372036854775808 to 9223372036854775807";
            default -> "a number";
          };
      throw bad(shown, (type.equals("int") ? "an " : "a ") + type, typed, limits);
    }
  }

  private static Bytes character(String shown, String typed) {
    if (typed.length() != 1) {
      throw bad(shown, "a char", typed, "one character");
    }
    return Scalar.of(typed.charAt(0));
  }

  /** A type of an enum is told with its constants: {@code a.Color{RED,GREEN}}. */
  private static Bytes constant(String shown, String type, String closure, String typed) {
    if (!closure.startsWith(type + "{") || !closure.endsWith("}")) {
      throw new Failure(
          ExitCode.BAD_KEY,
          shown
              + " is "
              + type
              + "; zproc takes numbers, texts, characters, booleans and constants of enums, and for"
              + " the rest the program's own classes are needed");
    }
    List<String> constants =
        List.of(closure.substring(type.length() + 1, closure.length() - 1).split(","));
    if (!constants.contains(typed)) {
      throw bad(shown, "a " + type, typed, "one of " + String.join(", ", constants));
    }
    return Scalar.ofEnum(typed);
  }

  private static Failure bad(String shown, String type, String typed, String wanted) {
    return new Failure(
        ExitCode.BAD_KEY,
        shown + " is " + type + ", and " + Phrase.value(typed) + " is none: give " + wanted);
  }

  /** An object for JSON whose fields stay in order. */
  static Map<String, Object> object() {
    return new LinkedHashMap<>();
  }
}

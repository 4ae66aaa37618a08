package dev.zproc.cli;

import dev.zproc.runtime.internal.codec.CodecType;
import dev.zproc.runtime.internal.codec.Codecs;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types by their names in schemas, as far as no class of the program is needed. */
final class Types {

  private Types() {}

  /** The type of this name; null if it is, or holds, one of the program's own. */
  static @Nullable CodecType<?> of(String name) {
    return switch (name) {
      case "boolean", "java.lang.Boolean" -> Codecs.BOOLEAN;
      case "byte", "java.lang.Byte" -> Codecs.BYTE;
      case "short", "java.lang.Short" -> Codecs.SHORT;
      case "char", "java.lang.Character" -> Codecs.CHAR;
      case "int", "java.lang.Integer" -> Codecs.INT;
      case "long", "java.lang.Long" -> Codecs.LONG;
      case "float", "java.lang.Float" -> Codecs.FLOAT;
      case "double", "java.lang.Double" -> Codecs.DOUBLE;
      case "java.lang.String" -> Codecs.STRING;
      case "java.lang.Object" -> Codecs.dynamic();
      case "byte[]" -> Codecs.array(byte[].class, Codecs.BYTE);
      default -> name.endsWith(">") ? generic(name) : jdk(name);
    };
  }

  private static @Nullable CodecType<?> generic(String name) {
    int open = name.indexOf('<');
    List<CodecType<?>> parts = new ArrayList<>();
    for (String part : parts(name.substring(open + 1, name.length() - 1))) {
      CodecType<?> type = of(part.strip());
      if (type == null) {
        return null;
      }
      parts.add(type);
    }
    return switch (name.substring(0, open) + parts.size()) {
      case "java.util.List1" -> Codecs.list(parts.get(0));
      case "java.util.Set1" -> Codecs.set(parts.get(0));
      case "java.util.Optional1" -> Codecs.optional(parts.get(0));
      case "java.util.Map2" -> Codecs.map(parts.get(0), parts.get(1));
      default -> null;
    };
  }

  /** Cuts at the commas that are in no angle brackets. */
  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char each = text.charAt(i);
      depth += each == '<' ? 1 : each == '>' ? -1 : 0;
      if (each == ',' && depth == 0) {
        parts.add(text.substring(from, i));
        from = i + 1;
      }
    }
    parts.add(text.substring(from));
    return parts;
  }

  private static @Nullable CodecType<?> jdk(String name) {
    if (!name.startsWith("java.")) {
      return null;
    }
    try {
      return Codecs.jdk(Class.forName(name, false, null));
    } catch (ClassNotFoundException | IllegalArgumentException unknown) {
      return null;
    }
  }
}

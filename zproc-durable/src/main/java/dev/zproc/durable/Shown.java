package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people see of an entry: where it is, of what type it is, and its value where that can be
 * said. Nothing is read back from it.
 *
 * <p>Threads: owned by the thread that writes.
 */
final class Shown {

  /** How many characters of a value are shown; the rest is in its bytes. */
  private static final int LONGEST = 200;

  /** One entry; {@code entry} is the key within a map, empty for what is no map's. */
  record Line(String namespace, String name, String entry, String type, String text) {}

  private final Map<String, SchemaRecord> schemas = new HashMap<>();

  Line line(Bytes key, Bytes value) {
    byte[] bytes = key.shared();
    int first = end(bytes, 0);
    String namespace = utf8(bytes, 0, first);
    if (first >= bytes.length - 1) {
      return schema(namespace, value);
    }
    int second = end(bytes, first + 1);
    String name = utf8(bytes, first + 1, second);
    String entry =
        second >= bytes.length ? "" : shown(Arrays.copyOfRange(bytes, second + 1, bytes.length));
    return new Line(namespace, name, entry, type(namespace, name, value), shown(value.shared()));
  }

  private Line schema(String namespace, Bytes value) {
    String text;
    try {
      SchemaRecord schema = SchemaRecord.decode(value, namespace);
      schemas.put(namespace, schema);
      StringBuilder keys = new StringBuilder();
      for (String name : schema.names()) {
        keys.append(keys.isEmpty() ? "" : "; ").append(name).append(": ");
        keys.append(schema.typeOf(name));
      }
      text = keys.toString();
    } catch (RuntimeException unknown) {
      // Somebody's own bytes under a key that looks like one of ours.
      return new Line(namespace, "", "", "bytes", shown(value.shared()));
    }
    return new Line(namespace, "", "", "schema", text);
  }

  private String type(String namespace, String name, Bytes value) {
    SchemaRecord schema = schemas.get(namespace);
    String declared = schema == null ? null : schema.typeOf(name);
    return declared == null ? kind(value.shared()) : declared;
  }

  private static String kind(byte[] value) {
    int kind = value.length == 0 ? 0 : value[0];
    String primitive = Scalar.primitive(kind);
    if (primitive != null) {
      return primitive;
    }
    return switch (kind) {
      case Scalar.TEXT -> "String";
      case Scalar.ENUM -> "enum";
      default -> "bytes";
    };
  }

  private static String shown(byte[] value) {
    String scalar = scalar(Bytes.wrap(value));
    if (scalar != null) {
      return shortened(scalar);
    }
    int length = Math.min(value.length, LONGEST / 2);
    String hex = HexFormat.of().formatHex(value, 0, length);
    return "x'" + hex + (length < value.length ? "…'" : "'");
  }

  private static @Nullable String scalar(Bytes value) {
    byte kind = Scalar.kind(value);
    if (kind == Scalar.TEXT || kind == Scalar.ENUM) {
      return Scalar.text(value);
    }
    if (kind == Scalar.BOOLEAN && value.size() == 2) {
      return value.at(1) == 0 ? "false" : "true";
    }
    if (!Scalar.isNumber(value)) {
      return null;
    }
    Number number = Scalar.number(value);
    return kind == Scalar.CHAR ? String.valueOf((char) number.intValue()) : number.toString();
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
  }

  private static int end(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != 0) {
      at++;
    }
    return at;
  }

  private static String utf8(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }
}

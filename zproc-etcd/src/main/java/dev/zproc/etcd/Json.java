package dev.zproc.etcd;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyRange;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Protocol buffers as JSON: bytes in Base64, 64-bit numbers as strings, and what is zero, empty or
 * false left out.
 */
final class Json {

  private static final byte[] ZERO = {0};

  private Json() {}

  /** A key of etcd with its value, as of the revision that wrote it. */
  record Pair(Bytes key, Bytes value, long revision) {}

  static JsonObject object(String name, JsonElement value) {
    JsonObject object = new JsonObject();
    object.add(name, value);
    return object;
  }

  static void bytes(JsonObject into, String name, Bytes value) {
    into.addProperty(name, Base64.getEncoder().encodeToString(value.shared()));
  }

  /** Names a range; one without an end goes to the last key. */
  static void range(JsonObject into, KeyRange range) {
    bytes(into, "key", range.from());
    Bytes to = range.to();
    bytes(into, "range_end", to == null ? Bytes.wrap(ZERO.clone()) : to);
  }

  static Bytes bytes(JsonObject from, String name) {
    JsonElement found = from.get(name);
    return found == null
        ? Bytes.EMPTY
        : Bytes.wrap(Base64.getDecoder().decode(found.getAsString()));
  }

  static long number(JsonObject from, String name) {
    JsonElement found = from.get(name);
    return found == null ? 0 : found.getAsLong();
  }

  static boolean flag(JsonObject from, String name) {
    JsonElement found = from.get(name);
    return found != null && found.getAsBoolean();
  }

  static String text(JsonObject from, String name) {
    JsonElement found = from.get(name);
    return found == null ? "" : found.isJsonPrimitive() ? found.getAsString() : found.toString();
  }

  /** The object of that name; an empty one if there is none. */
  static JsonObject inner(JsonObject from, String name) {
    JsonElement found = from.get(name);
    return found instanceof JsonObject object ? object : new JsonObject();
  }

  static List<JsonObject> list(JsonObject from, String name) {
    List<JsonObject> all = new ArrayList<>();
    if (from.get(name) instanceof JsonArray array) {
      array.forEach(each -> all.add(each.getAsJsonObject()));
    }
    return all;
  }

  /** The revision of the whole store of etcd at which something was answered. */
  static long revision(JsonObject answer) {
    return number(inner(answer, "header"), "revision");
  }

  static Pair pair(JsonObject from) {
    return new Pair(bytes(from, "key"), bytes(from, "value"), number(from, "mod_revision"));
  }

  /** The only pair of the answer to a range; null if there was none. */
  static @Nullable Pair single(JsonObject range) {
    List<JsonObject> found = list(range, "kvs");
    return found.isEmpty() ? null : pair(found.get(0));
  }
}

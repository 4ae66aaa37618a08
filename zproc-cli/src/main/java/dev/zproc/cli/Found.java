package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key and its value.
 *
 * @param type of the value
 * @param shape what people call the type, with whether it may be absent
 * @param value what it reads as; null if it is absent, or if its initial value is not known here
 * @param revision that has written it; 0 if none has, so that the value is the initial one
 */
record Found(String key, String type, String shape, @Nullable Bytes value, long revision) {

  /** A key that is no map. */
  static Found of(String shown, SchemaRecord.Key key, @Nullable Entry entry) {
    if (entry != null) {
      return new Found(shown, key.type(), key.shape(), entry.value(), entry.modRevision());
    }
    Bytes initial = key.initial();
    Bytes zero = initial == null && !key.isNullable() ? Values.zero(key.type()) : initial;
    return new Found(shown, key.type(), key.shape(), zero, 0);
  }

  /** An entry of a map. */
  static Found entry(String shown, SchemaRecord.Key key, Entry entry) {
    return new Found(shown, key.type(), key.type(), entry.value(), entry.modRevision());
  }

  /** The value for people. */
  String text() {
    if (value == null) {
      return revision == 0 && !shape.startsWith("@Nullable") ? "(initial)" : "absent";
    }
    return Values.read(type, value) instanceof Values.Opaque opaque
        ? "(" + type + ", " + opaque.bytes() + " bytes)"
        : Values.text(type, value);
  }

  /** The value alone, for scripts: a text is the text itself. */
  String bare() {
    return value != null && Values.read(type, value) instanceof String text ? text : text();
  }

  Map<String, Object> json() {
    Map<String, Object> object = Values.object();
    object.put("key", key);
    object.put("type", shape);
    Values.json(object, "value", type, value);
    object.put("set", revision > 0);
    object.put("revision", revision);
    return object;
  }
}

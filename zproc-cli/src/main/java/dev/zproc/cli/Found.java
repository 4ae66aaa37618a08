package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A key and its value.
 *
 * @param at the key as the server has it
 * @param type of the value
 * @param shape what people call the type, with whether it may be absent
 * @param value what it reads as; null if it is absent, or if its initial value is not known here
 * @param revision that has written it; 0 if none has, so that the value is the initial one
 * @param told what the program says that the value is; null if it was not asked, or says nothing
 */
record Found(
    String key,
    Bytes at,
    String type,
    String shape,
    @Nullable Bytes value,
    long revision,
    @Nullable String told) {

  /** A key that is no map. */
  static Found of(String shown, Bytes at, SchemaRecord.Key key, @Nullable Entry entry) {
    if (entry != null) {
      return new Found(
          shown, at, key.type(), key.shape(), entry.value(), entry.modRevision(), null);
    }
    Bytes initial = key.initial();
    Bytes zero = initial == null && !key.isNullable() ? Values.zero(key.type()) : initial;
    return new Found(shown, at, key.type(), key.shape(), zero, 0, null);
  }

  /** An entry of a map. */
  static Found entry(String shown, SchemaRecord.Key key, Entry entry) {
    return new Found(
        shown, entry.key(), key.type(), key.type(), entry.value(), entry.modRevision(), null);
  }

  /** Those of {@code all} that only the program can read, with what it says of them. */
  static List<Found> told(List<Found> all, ProgramValues program, long revision) {
    List<Bytes> keys = all.stream().filter(Found::isOpaque).map(Found::at).toList();
    Map<Bytes, String> told = program.of(keys, revision);
    return all.stream().map(each -> each.told(told.get(each.at))).toList();
  }

  private Found told(@Nullable String text) {
    return text == null ? this : new Found(key, at, type, shape, value, revision, text);
  }

  /** Whether its value, its initial one included, cannot be read here. */
  private boolean isOpaque() {
    return value == null ? isInitial() : Values.read(type, value) instanceof Values.Opaque;
  }

  private boolean isInitial() {
    return revision == 0 && !shape.startsWith("@Nullable");
  }

  /** The value for people. */
  String text() {
    if (told != null) {
      return told;
    } else if (value == null) {
      return isInitial() ? "(initial)" : "absent";
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
    if (told != null) {
      object.put("valueText", told);
    }
    object.put("set", revision > 0);
    object.put("revision", revision);
    return object;
  }
}

package dev.zproc.console;

import dev.zproc.runtime.internal.console.ObservedContext;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyName;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Entries of the state as rows for people: by name, in the order of the keys, those too that a
 * schema knows and nobody has set.
 */
final class StateRows {

  /** Of more keys it is told how many they are. */
  static final int MAX_ROWS = 2_000;

  /** How many keys without a row are counted. */
  static final int MAX_HIDDEN = 100_000;

  /** A larger state is not read as a whole, since the server would be busy with that. */
  static final long MAX_STATE_BYTES = 8 << 20;

  private static final int ID_BYTES = 12;

  static final KeyRange ALL = new KeyRange(Bytes.EMPTY, null);

  /** All but what zproc keeps for itself. */
  static final KeySelection SHOWN = Keys.ofPrograms();

  private final ObservedContext context;
  private final Map<String, SchemaRecord> schemas = new HashMap<>();
  private final TreeMap<Bytes, Map<String, @Nullable Object>> rows = new TreeMap<>();

  /** The keys that are there, and have found no room. */
  private final Set<Bytes> hidden = new HashSet<>();

  StateRows(ObservedContext context) {
    this.context = context;
  }

  /** Takes all entries that there are, and forgets what was. */
  void all(List<Entry> entries) {
    rows.clear();
    hidden.clear();
    for (Entry entry : entries) {
      put(entry.key(), Sized.of(entry.key(), entry.value()), entry.modRevision());
    }
  }

  /** Takes an entry; returns the rows that are new or others, none if it is not to be shown. */
  List<Map<String, @Nullable Object>> put(Bytes key, Sized value, long revision) {
    if (!SHOWN.contains(key)) {
      return List.of();
    }
    KeyName name = KeyName.of(key);
    if (name.isSchema()) {
      return schema(name.namespace(), Objects.requireNonNull(value.bytes()));
    } else if (!rows.containsKey(key) && rows.size() >= MAX_ROWS) {
      if (hidden.size() < MAX_HIDDEN) {
        hidden.add(key);
      }
      return List.of();
    }
    hidden.remove(key);
    Map<String, @Nullable Object> row = row(key, value, revision);
    rows.put(key, row);
    return List.of(row);
  }

  /** An entry is gone; returns the row that shows what it reads as now, none if there is none. */
  List<Map<String, @Nullable Object>> remove(Bytes key) {
    rows.remove(key);
    hidden.remove(key);
    return declare(key);
  }

  /** What tells rows apart whose names are alike as far as they are shown; the same at any time. */
  static String id(Bytes key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.shared());
      return Base64.getEncoder().encodeToString(Arrays.copyOf(digest, ID_BYTES));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e); // every JRE has it
    }
  }

  /** Whether there is a row of this key. */
  boolean has(Bytes key) {
    return rows.containsKey(key);
  }

  /** The rows in the order of their keys. */
  List<Map<String, @Nullable Object>> rows() {
    return List.copyOf(rows.values());
  }

  /** How many more there are, as far as they are counted. */
  int more() {
    return hidden.size();
  }

  /** The name of {@code key}, and a value of it, as they are shown. */
  Map.Entry<String, String> shown(Bytes key, @Nullable Sized value) {
    Map.Entry<String, String> shown =
        value == null
            ? context.shown(key, 0, null)
            : context.shown(
                key, value.size(), value.size() > Sized.MAX_BYTES ? null : value.bytes());
    return Map.entry(Text.cut(shown.getKey()), Text.cut(shown.getValue()));
  }

  private Map<String, @Nullable Object> row(Bytes key, @Nullable Sized value, long revision) {
    Map.Entry<String, String> shown = shown(key, value);
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    row.put("id", id(key));
    row.put("key", shown.getKey());
    row.put("value", shown.getValue());
    row.put("type", type(key));
    row.put("revision", revision);
    return row;
  }

  private List<Map<String, @Nullable Object>> schema(String namespace, Bytes value) {
    SchemaRecord schema = SchemaRecord.decode(value, namespace);
    schemas.put(namespace, schema);
    List<Map<String, @Nullable Object>> declared = new ArrayList<>();
    schema.names().forEach(name -> declared.addAll(declare(Keys.key(namespace, name))));
    return declared;
  }

  /** Gives a key that a schema knows the row of one that nobody has set, if it has none. */
  private List<Map<String, @Nullable Object>> declare(Bytes key) {
    KeyName parts = KeyName.of(key);
    SchemaRecord schema = schemas.get(parts.namespace());
    String name = parts.entry() == null ? parts.key() : null;
    if (schema == null
        || name == null
        || !schema.names().contains(name)
        || rows.containsKey(key)
        || hidden.contains(key)) {
      return List.of();
    }
    Bytes initial = schema.initial(name);
    Map<String, @Nullable Object> row =
        row(key, initial == null ? null : Sized.of(key, initial), 0);
    rows.put(key, row);
    return List.of(row);
  }

  private @Nullable String type(Bytes key) {
    KeyName name = KeyName.of(key);
    SchemaRecord schema = schemas.get(name.namespace());
    String own = name.entry() == null ? name.key() : null; // of an entry its map's row has the type
    String type = schema == null || own == null ? null : schema.typeOf(own);
    return type == null ? null : Text.cut(type);
  }
}

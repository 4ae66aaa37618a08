package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the state tells of its own keys: which there are, and of which types. */
final class Schemas {

  private final Connection connection;
  private final Map<String, Optional<SchemaRecord>> known = new HashMap<>();

  Schemas(Connection connection) {
    this.connection = connection;
  }

  /** That of a namespace; null if nobody has opened one of this name. */
  @Nullable SchemaRecord of(String namespace) {
    return known.computeIfAbsent(namespace, this::read).orElse(null);
  }

  private Optional<SchemaRecord> read(String namespace) {
    Entry found = connection.get(connection.session.read(Keys.schema(namespace))).entry();
    return Optional.ofNullable(found).map(entry -> SchemaRecord.decode(entry.value(), namespace));
  }

  /** The type of the values of a key, or of the entries of a map; empty if it is not known. */
  String typeOf(Bytes key) {
    SchemaRecord.Key known = keyOf(key);
    return known == null ? "" : known.type();
  }

  /** What is known of a key, or of the map whose entry it is; null if nothing is. */
  SchemaRecord.@Nullable Key keyOf(Bytes key) {
    Name name = Name.of(key);
    SchemaRecord schema = name.key() == null ? null : of(name.namespace());
    return schema == null ? null : schema.key(name.key());
  }

  /**
   * Remembers that of an entry that was read anyway; returns its namespace, or null if it is none.
   */
  @Nullable String learn(Entry entry) {
    Name name = Name.of(entry.key());
    if (!name.isSchema()) {
      return null;
    }
    known.put(name.namespace(), Optional.of(SchemaRecord.decode(entry.value(), name.namespace())));
    return name.namespace();
  }

  /**
   * What somebody has typed: {@code bakery}, {@code bakery.cookies} or {@code bakery.orders[17]}.
   *
   * @throws Failure if there is no such key; the message says which there are
   */
  Wanted wanted(String typed) {
    int bracket = typed.indexOf('[');
    String path = bracket < 0 ? typed : typed.substring(0, bracket);
    if (bracket < 0 && of(typed) != null) {
      return new Wanted(typed, null, null, typed);
    }
    int dot = path.lastIndexOf('.');
    if (dot <= 0) {
      throw unknown(
          "there is no namespace '" + path + "'; 'zproc state get' shows all that there are");
    }
    String namespace = path.substring(0, dot);
    SchemaRecord schema = of(namespace);
    if (schema == null) {
      throw unknown(
          "there is no namespace '" + namespace + "'; 'zproc state get' shows all that there are");
    }
    SchemaRecord.Key key = schema.key(path.substring(dot + 1));
    if (key == null) {
      throw unknown(
          "namespace '"
              + namespace
              + "' has no key '"
              + path.substring(dot + 1)
              + "'; it has "
              + String.join(", ", schema.names()));
    }
    return new Wanted(namespace, key, entry(typed, bracket, path, key), typed);
  }

  private static @Nullable Bytes entry(
      String typed, int bracket, String path, SchemaRecord.Key key) {
    if (bracket < 0) {
      return null;
    } else if (!key.isMap()) {
      throw unknown(path + " is " + key.shape() + ", and no map that would have entries");
    } else if (!typed.endsWith("]")) {
      throw unknown("'" + typed + "' has no ] at its end; an entry is " + path + "[key]");
    }
    String inside = typed.substring(bracket + 1, typed.length() - 1);
    boolean quoted = inside.length() > 1 && inside.startsWith("'") && inside.endsWith("'");
    return Values.entry(path, key, quoted ? inside.substring(1, inside.length() - 1) : inside);
  }

  private static Failure unknown(String why) {
    return new Failure(ExitCode.BAD_KEY, why);
  }

  /**
   * A key, or several.
   *
   * @param key null for all of the namespace
   * @param entry of a map; null for all of it
   * @param typed how it was asked for
   */
  record Wanted(
      String namespace, SchemaRecord.@Nullable Key key, @Nullable Bytes entry, String typed) {

    /** Whether it has one value. */
    boolean isSingle() {
      return key != null && (entry != null || !key.isMap());
    }

    /** Where it lies. */
    KeyRange range() {
      SchemaRecord.Key one = key;
      if (one == null) {
        return Keys.namespace(namespace);
      }
      return isSingle() ? KeyRange.single(bytes()) : Keys.entries(namespace, one.name());
    }

    /** The one key that it is. */
    Bytes bytes() {
      String name = java.util.Objects.requireNonNull(key).name();
      Bytes within = entry;
      return within == null ? Keys.key(namespace, name) : Keys.entry(namespace, name, within);
    }

    /** Of how messages show it. */
    String shown() {
      return Name.of(bytes()).toString();
    }
  }
}

package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyName;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the state tells of its own keys: which there are, and of which types. */
final class Schemas {

  private final Connection connection;
  private final Map<String, Optional<SchemaRecord>> known = new HashMap<>();
  private boolean listed;

  /** Whether there may be namespaces that were not looked for. */
  private boolean unlisted;

  Schemas(Connection connection) {
    this.connection = connection;
  }

  /** That of a namespace; null if nobody has opened one of this name. */
  @Nullable SchemaRecord of(String namespace) {
    Optional<SchemaRecord> found = known.get(namespace);
    if (found == null) {
      found = read(namespace);
      known.put(namespace, found);
    }
    return found.orElse(null);
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
    KeyName name = KeyName.of(key);
    SchemaRecord schema = name.key() == null ? null : of(name.namespace());
    return schema == null ? null : schema.key(name.key());
  }

  /**
   * Remembers that of an entry that was read anyway; returns its namespace, or null if it is none.
   */
  @Nullable String learn(Entry entry) {
    return learn(entry.key(), entry.value());
  }

  /** The same of a change that is heard of; {@code value} is null if it is gone. */
  @Nullable String learn(Bytes key, @Nullable Bytes value) {
    KeyName name = KeyName.of(key);
    if (!name.isSchema()) {
      return null;
    }
    String namespace = name.namespace();
    known.put(
        namespace,
        value == null ? Optional.empty() : Optional.of(SchemaRecord.decode(value, namespace)));
    return namespace;
  }

  /**
   * What somebody has typed: {@code bakery}, {@code bakery.cookies} or {@code bakery.orders[17]}.
   *
   * @throws Failure if there is no such key; the message says which there are
   */
  Wanted wanted(String typed) {
    int bracket = typed.indexOf('[');
    String path = bracket < 0 ? typed : typed.substring(0, bracket);
    String whole = bracket < 0 ? full(typed) : null;
    if (whole != null) {
      return new Wanted(whole, null, null, typed);
    }
    int dot = path.lastIndexOf('.');
    String named = dot < 0 ? path : path.substring(0, dot);
    String namespace = dot < 0 ? null : full(named);
    if (namespace == null) {
      list();
      throw unknown(
          unlisted
              ? "there is no namespace whose whole name is '"
                  + named
                  + "', and the state is too large to look for one that ends so; give the whole name"
                  + " of the namespace, which for a state without one of its own is that of its"
                  + " class: shop.Bakery"
              : NoNamespace.why(named, typed, present()));
    }
    SchemaRecord schema = Objects.requireNonNull(of(namespace));
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

  /**
   * The namespace of this name, or the only one that ends with it, where a dot may stand for a
   * {@code $}; null if there is none.
   */
  private @Nullable String full(String name) {
    if (name.isEmpty() || of(name) != null) {
      return name.isEmpty() ? null : name;
    }
    list();
    if (unlisted) {
      ClassNames.nested(name).forEach(this::of);
    }
    List<String> found = ClassNames.meant(present().keySet(), name);
    if (found.size() > 1) {
      throw unknown(
          "several namespaces end with '"
              + name
              + "': "
              + found.stream().map(ClassNames::dotted).collect(Collectors.joining(", ")));
    }
    return found.isEmpty() ? null : found.get(0);
  }

  /** Reads which namespaces there are, unless the state is too large for that. */
  private void list() {
    if (!listed) {
      listed = true;
      Optional<RangeResult> whole = Whole.read(connection);
      unlisted = whole.isEmpty();
      whole.ifPresent(all -> all.entries().forEach(this::learn));
    }
  }

  /** Those that are known, by their names. */
  private Map<String, SchemaRecord> present() {
    Map<String, SchemaRecord> all = new HashMap<>();
    known.forEach((name, schema) -> schema.ifPresent(one -> all.put(name, one)));
    return all;
  }

  private static @Nullable Bytes entry(
      String typed, int bracket, String path, SchemaRecord.Key key) {
    if (bracket < 0) {
      return null;
    } else if (!key.isMap()) {
      throw unknown(path + " is one value as a whole; only a StateMap has entries");
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

    /** Where that lies which tells of its types. */
    KeyRange schema() {
      return KeyRange.single(Keys.schema(namespace));
    }

    /** The one key that it is. */
    Bytes bytes() {
      String name = Objects.requireNonNull(key).name();
      Bytes within = entry;
      return within == null ? Keys.key(namespace, name) : Keys.entry(namespace, name, within);
    }

    /** Of how messages show it. */
    String shown() {
      return Name.of(bytes());
    }
  }
}

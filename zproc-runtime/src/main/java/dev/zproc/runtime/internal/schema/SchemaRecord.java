package dev.zproc.runtime.internal.schema;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.SchemaMismatchException;
import dev.zproc.runtime.internal.codec.Closures;
import dev.zproc.runtime.internal.codec.Codecs;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.ValueType;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a namespace keeps of the schemas that were opened on it, so that all its openers mean the
 * same by a key, and tools can tell what they see:
 *
 * <pre>
 * 'S' 2 | count | { name | type | closure | entry key type or "" | its closure | kind | initial? }
 * </pre>
 *
 * Counts and lengths are varints, texts UTF-8, the kind one byte: its ordinal.
 */
public final class SchemaRecord {

  private static final byte[] HEADER = {'S', 2};

  private final Map<String, Key> keys;

  private SchemaRecord(Map<String, Key> keys) {
    this.keys = keys;
  }

  /** One key; the initial value is what its default method gave, if it has one. */
  public record Key(
      String name,
      String type,
      String closure,
      String entryKey,
      String entryKeyClosure,
      KeySpec.Kind kind,
      @Nullable Bytes initial) {

    boolean sameShape(Key other) {
      return type.equals(other.type)
          && closure.equals(other.closure)
          && entryKey.equals(other.entryKey)
          && entryKeyClosure.equals(other.entryKeyClosure)
          && isMap() == other.isMap()
          && isNullable() == other.isNullable();
    }

    public boolean isMap() {
      return kind == KeySpec.Kind.MAP;
    }

    public boolean isNullable() {
      return kind == KeySpec.Kind.NULLABLE;
    }

    /** What its type is called, as {@code a map from String to Order}. */
    public String shape() {
      StringBuilder shape = new StringBuilder();
      if (isMap()) {
        shape.append("a map from ").append(entryKey).append(" to ");
      } else if (isNullable()) {
        shape.append("@Nullable ");
      }
      shape.append(type);
      return shape.toString();
    }

    String closures() {
      return entryKeyClosure + ";" + closure;
    }
  }

  public static SchemaRecord empty() {
    return new SchemaRecord(Map.of());
  }

  /** What the type of a key is called, as {@code a map from String to Order}; null if unknown. */
  public @Nullable String typeOf(String key) {
    Key known = keys.get(key);
    return known == null ? null : known.shape();
  }

  /** What is known of a key; null if nothing is. */
  public @Nullable Key key(String name) {
    return keys.get(name);
  }

  /** The names of the keys that it describes. */
  public Set<String> names() {
    return Collections.unmodifiableSet(keys.keySet());
  }

  /** The initial value of a key that this record holds. */
  public @Nullable Bytes initial(String key) {
    Key known = keys.get(key);
    return known == null ? null : known.initial;
  }

  /**
   * This record with the keys of {@code schema} that it lacks, whose initial values are evaluated
   * now; itself if it lacks none.
   *
   * @throws SchemaMismatchException if a key is known with another type
   */
  public SchemaRecord with(StateSchema<?> schema, String namespace) {
    Map<String, Key> all = null;
    for (int i = 0; i < schema.keys().size(); i++) {
      KeySpec spec = schema.keys().get(i);
      Key known = keys.get(spec.name());
      if (known == null) {
        all = all == null ? new LinkedHashMap<>(keys) : all;
        all.put(spec.name(), describe(spec, initial(schema, i)));
      } else if (!known.sameShape(describe(spec, null))) {
        throw mismatch(known, describe(spec, null), schema, namespace);
      }
    }
    return all == null ? this : new SchemaRecord(all);
  }

  private static SchemaMismatchException mismatch(
      Key known, Key declared, StateSchema<?> schema, String namespace) {
    String key = "key '" + known.name + "' of namespace '" + namespace + "' is " + known.shape();
    String difference;
    if (known.shape().equals(declared.shape())) {
      Closures.Difference parts = Closures.difference(known.closures(), declared.closures());
      difference =
          " there and here, but of other parts: in the state "
              + parts.one()
              + ", in "
              + schema
              + " "
              + parts.other();
    } else {
      difference = ", but " + schema + " declares it as " + declared.shape();
    }
    return new SchemaMismatchException(
        key
            + difference
            + "; use another namespace, or the same declaration in all processes, those included"
            + " that have written the state before");
  }

  private static @Nullable Bytes initial(StateSchema<?> schema, int index) {
    KeySpec spec = schema.keys().get(index);
    if (spec.kind() != KeySpec.Kind.INITIAL) {
      return null;
    }
    Object value = schema.initial(index);
    if (value == null) {
      throw new IllegalStateException(
          "the default method of key '"
              + spec.name()
              + "' of "
              + schema
              + " returned null; declare the key @Nullable without a default method");
    }
    return encode(spec.type(), value);
  }

  // The schema's default method returns the key's type.
  @SuppressWarnings("unchecked")
  private static <T> Bytes encode(ValueType<T> type, Object value) {
    return Bytes.wrap(type.encode((T) value));
  }

  private static Key describe(KeySpec spec, @Nullable Bytes initial) {
    ValueType<?> entryKey = spec.entryKey();
    return new Key(
        spec.name(),
        typeName(spec),
        spec.type().closure(),
        entryKey == null ? "" : Codecs.boxedName(entryKey.codec()),
        entryKey == null ? "" : entryKey.closure(),
        spec.kind(),
        initial);
  }

  private static String typeName(KeySpec spec) {
    boolean boxed = spec.kind() == KeySpec.Kind.MAP || spec.kind() == KeySpec.Kind.NULLABLE;
    return boxed ? Codecs.boxedName(spec.type().codec()) : spec.type().name();
  }

  public Bytes encode() {
    WireWriter out = new WireWriter().raw(HEADER).varint(keys.size());
    for (Key key : keys.values()) {
      out.text(key.name).text(key.type).text(key.closure);
      out.text(key.entryKey).text(key.entryKeyClosure);
      out.u8(key.kind.ordinal()).nullable(key.initial);
    }
    return Bytes.wrap(out.toByteArray());
  }

  public static SchemaRecord decode(Bytes bytes, String namespace) {
    WireReader in = new WireReader(bytes.shared());
    try {
      if (!Arrays.equals(in.raw(HEADER.length), HEADER)) {
        throw new ProtocolException("unknown header");
      }
      Map<String, Key> keys = new LinkedHashMap<>();
      for (int left = in.count(); left > 0; left--) {
        Key key = readKey(in);
        keys.put(key.name, key);
      }
      in.finish();
      return new SchemaRecord(keys);
    } catch (ProtocolException e) {
      throw new BadValueException(
          "the schema of namespace '" + namespace + "' is damaged: " + e.getMessage());
    }
  }

  private static Key readKey(WireReader in) {
    return new Key(
        in.text(), in.text(), in.text(), in.text(), in.text(), readKind(in), in.nullable());
  }

  private static KeySpec.Kind readKind(WireReader in) {
    int kind = in.u8();
    if (kind >= KeySpec.Kind.values().length) {
      throw new ProtocolException("no key has the kind " + kind);
    }
    return KeySpec.Kind.values()[kind];
  }
}

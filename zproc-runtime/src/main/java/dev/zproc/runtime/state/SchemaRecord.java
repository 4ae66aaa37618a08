package dev.zproc.runtime.state;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.SchemaMismatchException;
import dev.zproc.runtime.internal.codec.Closures;
import dev.zproc.runtime.internal.codec.Codecs;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.ValueType;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a namespace keeps of the schemas that were opened on it, so that all its openers mean the
 * same by a key, and tools can tell what they see:
 *
 * <pre>
 * 'S' 1 | count | { name | type | closure | entry key type or "" | its closure | kind | 0 or 1 initial }
 * </pre>
 *
 * Counts and lengths are four bytes, texts UTF-8, the kind one byte: its ordinal.
 *
 * <p>Threads: immutable.
 */
final class SchemaRecord {

  private static final byte[] HEADER = {'S', 1};

  private final Map<String, Key> keys;

  private SchemaRecord(Map<String, Key> keys) {
    this.keys = keys;
  }

  /** One key; the initial value is what its default method gave, if it has one. */
  record Key(
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

    boolean isMap() {
      return kind == KeySpec.Kind.MAP;
    }

    boolean isNullable() {
      return kind == KeySpec.Kind.NULLABLE;
    }

    String shape() {
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

  static SchemaRecord empty() {
    return new SchemaRecord(Map.of());
  }

  /** The initial value of a key that this record holds. */
  @Nullable Bytes initial(String key) {
    Key known = keys.get(key);
    return known == null ? null : known.initial;
  }

  /**
   * This record with the keys of {@code schema} that it lacks, whose initial values are evaluated
   * now; itself if it lacks none.
   *
   * @throws SchemaMismatchException if a key is known with another type
   */
  SchemaRecord with(StateSchema<?> schema, String namespace) {
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
          " there and here, but of other parts: there "
              + parts.one()
              + ", in "
              + schema
              + " "
              + parts.other();
    } else {
      difference = ", but " + schema + " declares it as " + declared.shape();
    }
    return new SchemaMismatchException(
        key + difference + "; use another namespace, or the same declaration in all processes");
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
        entryKey == null ? "" : Codecs.boxedName(entryKey),
        entryKey == null ? "" : entryKey.closure(),
        spec.kind(),
        initial);
  }

  private static String typeName(KeySpec spec) {
    boolean boxed = spec.kind() == KeySpec.Kind.MAP || spec.kind() == KeySpec.Kind.NULLABLE;
    return boxed ? Codecs.boxedName(spec.type()) : spec.type().name();
  }

  Bytes encode() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.write(HEADER);
      out.writeInt(keys.size());
      for (Key key : keys.values()) {
        write(out, key.name.getBytes(StandardCharsets.UTF_8));
        write(out, key.type.getBytes(StandardCharsets.UTF_8));
        write(out, key.closure.getBytes(StandardCharsets.UTF_8));
        write(out, key.entryKey.getBytes(StandardCharsets.UTF_8));
        write(out, key.entryKeyClosure.getBytes(StandardCharsets.UTF_8));
        out.writeByte(key.kind.ordinal());
        out.writeBoolean(key.initial != null);
        if (key.initial != null) {
          write(out, key.initial.shared());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Bytes.wrap(bytes.toByteArray());
  }

  private static void write(DataOutputStream out, byte[] bytes) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  static SchemaRecord decode(Bytes bytes, String namespace) {
    ByteBuffer in = ByteBuffer.wrap(bytes.shared()).asReadOnlyBuffer();
    try {
      if (in.get() != HEADER[0] || in.get() != HEADER[1]) {
        throw new IllegalArgumentException("unknown header");
      }
      int count = in.getInt();
      Map<String, Key> keys = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        Key key = readKey(in);
        keys.put(key.name, key);
      }
      return new SchemaRecord(keys);
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new BadValueException("the schema of namespace '" + namespace + "' is damaged", e);
    }
  }

  private static Key readKey(ByteBuffer in) {
    List<String> texts = new ArrayList<>(5);
    for (int i = 0; i < 5; i++) {
      texts.add(new String(read(in), StandardCharsets.UTF_8));
    }
    int kind = in.get();
    if (kind < 0 || kind >= KeySpec.Kind.values().length) {
      throw new IllegalArgumentException("unknown kind " + kind);
    }
    Bytes initial = in.get() == 0 ? null : Bytes.wrap(read(in));
    return new Key(
        texts.get(0),
        texts.get(1),
        texts.get(2),
        texts.get(3),
        texts.get(4),
        KeySpec.Kind.values()[kind],
        initial);
  }

  private static byte[] read(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new IllegalArgumentException("a length of " + length);
    }
    byte[] bytes = new byte[length];
    in.get(bytes);
    return bytes;
  }
}

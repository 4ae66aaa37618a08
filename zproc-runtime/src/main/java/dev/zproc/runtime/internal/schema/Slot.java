package dev.zproc.runtime.internal.schema;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.internal.codec.BadCause;
import dev.zproc.runtime.internal.codec.Codecs;
import dev.zproc.runtime.internal.codec.Copies;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.wait.Held;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.ValueType;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One key of an opened namespace: where it lies, and how its bytes and its values become each
 * other.
 */
public final class Slot<T> {

  public final String namespace;
  public final KeySpec spec;
  public final ValueType<T> type;

  /** Of a map, its structure key. */
  public final Bytes key;

  /** The key, and the entries of a map with it. */
  public final KeyRange range;

  private final @Nullable Bytes stored;
  private final boolean shareable;
  private final String shown;
  private final KnownBad bad = new KnownBad();

  /**
   * @param stored the initial value that the namespace's schema keeps, if any
   */
  public Slot(String namespace, KeySpec spec, ValueType<T> type, @Nullable Bytes stored) {
    this.namespace = namespace;
    this.spec = spec;
    this.type = type;
    this.stored = stored;
    this.shown = namespace + "." + spec.name();
    this.key = Keys.key(namespace, spec.name());
    this.range =
        spec.kind() == KeySpec.Kind.MAP
            ? new KeyRange(key, key.concat(Bytes.wrap(new byte[] {1})))
            : KeyRange.single(key);
    this.shareable = Codecs.shareable(type.codec());
  }

  public String name() {
    return spec.name();
  }

  public boolean isMap() {
    return spec.kind() == KeySpec.Kind.MAP;
  }

  public boolean isNullable() {
    return spec.kind() == KeySpec.Kind.NULLABLE;
  }

  /** The bytes that the key reads as while it is absent; null for Java's null. */
  public @Nullable Bytes initialBytes() {
    if (stored != null) {
      return stored;
    }
    T zero = isNullable() ? null : type.zero();
    return zero == null ? null : Bytes.wrap(type.encode(zero));
  }

  /** The key as a condition compares it. */
  public Operand operand() {
    return new Operand.Key(key, initialBytes());
  }

  /** The value of {@code bytes}, or the initial one if there are none. */
  public @Nullable T decode(@Nullable Bytes bytes) {
    return decode(bytes, 0);
  }

  /** The value of an entry, or the initial one if there is none. */
  public @Nullable T decode(@Nullable Entry entry) {
    return entry == null ? decode((Bytes) null) : decode(entry.value(), entry.modRevision());
  }

  /**
   * The value of {@code bytes}, or the initial one if there are none.
   *
   * @param revision that has written them; 0 if it is not known
   */
  public @Nullable T decode(@Nullable Bytes bytes, long revision) {
    Bytes present = bytes == null ? stored : bytes;
    if (present == null) {
      return isNullable() ? null : Copies.named(type.zero(), name());
    }
    return Copies.named(decode(present, shown, revision), name());
  }

  /**
   * Returns {@code part} of an entry of this map, its key or its value, as {@code name} says.
   *
   * @throws NullPointerException if it is null, which no entry has
   */
  public <P> P given(@Nullable P part, String name) {
    if (part == null) {
      String hint = name.equals("value") ? "; remove(key) removes one" : "";
      throw new NullPointerException(
          "the " + name + " of an entry of " + this + " cannot be null" + hint);
    }
    return part;
  }

  /**
   * The value of an entry of this map.
   *
   * @param named how messages show the entry
   * @param revision as above
   */
  public T decodeEntry(Bytes bytes, String named, long revision) {
    return decode(bytes, named, revision);
  }

  private T decode(Bytes bytes, String named, long revision) {
    BadValueException known = bad.of(bytes);
    try {
      if (known != null) {
        throw known;
      }
      return type.decode(bytes.shared());
    } catch (BadValueException e) {
      if (BadCause.lasts(e)) {
        bad.add(bytes, e);
      }
      throw new BadValueException(
          named + (revision > 0 ? " at revision " + revision : "") + ": " + e.getMessage(),
          e,
          named,
          revision);
    }
  }

  /** The value of bytes that are held, which is kept with them where readers can share it. */
  // What was kept came from this slot: held entries belong to one key.
  @SuppressWarnings("unchecked")
  public @Nullable T decode(@Nullable Held held) {
    if (held == null) {
      return decode((Bytes) null);
    } else if (!shareable) {
      return decode(held.value, held.revision);
    }
    Object known = held.decoded;
    if (known == null) {
      known = decode(held.value, held.revision);
      held.decoded = known;
    }
    return (T) known;
  }

  /** The bytes of {@code value}; null, to a nullable key, makes it absent. */
  public @Nullable Bytes encode(@Nullable T value) {
    if (value == null) {
      if (isNullable()) {
        return null;
      }
      throw new NullPointerException(
          this + " cannot be null; declare it @Nullable, or use remove() to unset it");
    }
    return Bytes.wrap(type.encode(value));
  }

  /**
   * Whether a value read from {@code found} is {@code value}: if it has the same bytes, which also
   * goes for arrays inside it, or if {@code equals} says so. This is what equality means wherever a
   * client decides it.
   *
   * @param bytes {@link #bytesOrNull} of {@code value}, so that they are made once
   */
  public boolean isSame(@Nullable Bytes found, @Nullable Object value, @Nullable Bytes bytes) {
    Bytes present = found == null && !isMap() ? initialBytes() : found;
    if (present == null || value == null) {
      return present == null && value == null;
    }
    return present.equals(bytes) || Objects.deepEquals(decode(present), value);
  }

  /**
   * The bytes of {@code value}; null if it is null or no value of this type.
   *
   * @throws BadValueException if the stack is too full to tell
   */
  // What encode finds to be of another type is the value of no key of this type.
  @SuppressWarnings("unchecked")
  public @Nullable Bytes bytesOrNull(@Nullable Object value) {
    try {
      return value == null ? null : Bytes.wrap(type.encode((T) value));
    } catch (BadValueException | ClassCastException e) {
      BadCause.throwOverflow(e);
      return null;
    }
  }

  /** The key as messages show it. */
  @Override
  public String toString() {
    return shown;
  }
}

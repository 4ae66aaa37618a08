package dev.zproc.runtime.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a generated accessor knows of its {@code @State} interface: the namespace, the keys in the
 * order of their declaration, and how to make a snapshot.
 *
 * @param <S> the interface
 */
public abstract class StateSchema<S> {

  private final Class<S> type;
  private final String namespace;
  private final List<KeySpec> keys;

  protected StateSchema(Class<S> type, String namespace, KeySpec... keys) {
    this.type = type;
    this.namespace = namespace;
    this.keys = List.of(keys);
  }

  public final Class<S> type() {
    return type;
  }

  /** The namespace that the interface names, used unless an accessor is opened on another. */
  public final String namespace() {
    return namespace;
  }

  public final List<KeySpec> keys() {
    return keys;
  }

  /** For generated code: a key that reads as {@link ValueType#zero()} until it is set. */
  protected static KeySpec zero(String name, ValueType<?> type) {
    return KeySpec.zero(name, type);
  }

  /** For generated code: a key whose default method says what it reads as until it is set. */
  protected static KeySpec initial(String name, ValueType<?> type) {
    return KeySpec.initial(name, type);
  }

  /** For generated code: a key that reads as null until it is set. */
  protected static KeySpec nullable(String name, ValueType<?> type) {
    return KeySpec.nullable(name, type);
  }

  /** For generated code: a map, whose entries are keys of their own. */
  protected static KeySpec map(String name, ValueType<?> entryKey, ValueType<?> value) {
    return KeySpec.map(name, entryKey, value);
  }

  /** Makes an immutable {@code S} over {@code view}. */
  public abstract S snapshot(StateView view);

  /**
   * Evaluates the default method of a key of kind {@link KeySpec.Kind#INITIAL}; called once per
   * namespace, by the first process that opens it.
   */
  public @Nullable Object initial(int key) {
    if (snapshot(new UnreadableView(this, key)) instanceof StateValues values) {
      return values.initial(this, key);
    }
    throw new IllegalArgumentException("'" + keys.get(key).name() + "' has no default method");
  }

  @Override
  public final String toString() {
    return type.getName();
  }
}

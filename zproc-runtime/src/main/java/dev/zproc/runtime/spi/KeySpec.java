package dev.zproc.runtime.spi;

import org.jspecify.annotations.Nullable;

/**
 * One key of a state: its name, its type, and what it reads as until it is set.
 *
 * @param name the name of the key's method
 * @param type the type of its value; of a map, of the entries' values
 * @param entryKey of a map, the type of the entries' keys; else null
 * @param kind what it reads as until it is set
 */
public record KeySpec(String name, ValueType<?> type, @Nullable ValueType<?> entryKey, Kind kind) {

  /** What a key reads as until it is set. */
  public enum Kind {
    /** {@link ValueType#zero()}. */
    ZERO,
    /** What {@link StateSchema#initial} says, once for all processes. */
    INITIAL,
    /** Null. */
    NULLABLE,
    /** A map, whose entries are keys of their own. */
    MAP
  }

  public static KeySpec zero(String name, ValueType<?> type) {
    return new KeySpec(name, type, null, Kind.ZERO);
  }

  public static KeySpec initial(String name, ValueType<?> type) {
    return new KeySpec(name, type, null, Kind.INITIAL);
  }

  public static KeySpec nullable(String name, ValueType<?> type) {
    return new KeySpec(name, type, null, Kind.NULLABLE);
  }

  public static KeySpec map(String name, ValueType<?> entryKey, ValueType<?> value) {
    return new KeySpec(name, value, entryKey, Kind.MAP);
  }
}

package dev.zproc.processor.model;

import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.Shape;
import org.jspecify.annotations.Nullable;

/**
 * A key of a state.
 *
 * @param type what its method returns
 * @param value the type of its value; of a map, of the entries' values; null only in a stub
 * @param entryKey of a map, the type of the entries' keys
 */
public record KeyModel(
    String name, JavaType type, Kind kind, @Nullable Shape value, @Nullable Shape entryKey) {

  /** What a key reads as until it is set; the names are those of the runtime's factories. */
  public enum Kind {
    ZERO,
    INITIAL,
    NULLABLE,
    MAP
  }
}

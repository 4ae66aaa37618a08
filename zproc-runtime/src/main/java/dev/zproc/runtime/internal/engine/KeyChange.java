package dev.zproc.runtime.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * What one commit did to one key: no {@code value} means deleted, no {@code previous} means
 * created.
 */
public record KeyChange(Bytes key, @Nullable Bytes value, @Nullable Bytes previous) {

  /** Whether the write left the bytes as they were. */
  public boolean identical() {
    return value == null ? previous == null : value.equals(previous);
  }
}

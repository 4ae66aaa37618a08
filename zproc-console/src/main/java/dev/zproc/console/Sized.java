package dev.zproc.console;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyName;
import org.jspecify.annotations.Nullable;

/**
 * A value as far as it is shown: how large it is, and what it is unless that is too much.
 *
 * @param bytes null for a large one, of which the size is shown
 */
record Sized(int size, @Nullable Bytes bytes) {

  /** Of a larger value its size is shown. */
  static final int MAX_BYTES = 1_024;

  /** What is kept of the value of {@code key}: all of a schema, since the types stand in it. */
  static Sized of(Bytes key, Bytes value) {
    boolean isKept = value.size() <= MAX_BYTES || KeyName.of(key).isSchema();
    return new Sized(value.size(), isKept ? value : null);
  }

  /** How many bytes are kept of it. */
  long kept() {
    return bytes == null ? 0 : bytes.size();
  }
}

package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An entry at some revision, with its decoded value once somebody wanted it.
 *
 * <p>Threads: immutable, but for the value, which two threads may both decode.
 */
final class Held {

  final Bytes key;
  final Bytes value;
  volatile @Nullable Object decoded;

  Held(Bytes key, Bytes value) {
    this.key = key;
    this.value = value;
  }
}

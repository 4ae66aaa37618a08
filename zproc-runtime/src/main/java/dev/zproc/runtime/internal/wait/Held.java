package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.internal.engine.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * An entry at some revision, with its decoded value once somebody wanted it.
 *
 * <p>Threads: immutable, but for the value, which two threads may both decode.
 */
public final class Held {

  public final Bytes key;
  public final Bytes value;
  public volatile @Nullable Object decoded;

  public Held(Bytes key, Bytes value) {
    this.key = key;
    this.value = value;
  }
}

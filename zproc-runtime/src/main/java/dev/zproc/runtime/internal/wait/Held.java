package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import org.jspecify.annotations.Nullable;

/**
 * An entry at some revision, with its decoded value once somebody wanted it.
 *
 * <p>Threads: immutable, but for the value, which two threads may both decode.
 */
public final class Held {

  public final Bytes key;
  public final Bytes value;

  /** The revision that has written it; 0 if none has yet. */
  public final long revision;

  public volatile @Nullable Object decoded;

  public Held(Bytes key, Bytes value, long revision) {
    this.key = key;
    this.value = value;
    this.revision = revision;
  }

  /** The same of an entry; null of none. */
  public static @Nullable Held of(@Nullable Entry entry) {
    return entry == null ? null : new Held(entry.key(), entry.value(), entry.modRevision());
  }
}

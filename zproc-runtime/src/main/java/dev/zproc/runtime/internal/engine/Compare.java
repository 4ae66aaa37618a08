package dev.zproc.runtime.internal.engine;

import org.jspecify.annotations.Nullable;

/** What must hold for a commit to be made. */
public sealed interface Compare {

  /** The key that is looked at. */
  Bytes key();

  /** Whether it holds, given the entry of the key. */
  boolean holds(@Nullable Entry entry);

  /** Holds if the key was last written at {@code modRevision}; 0 means that it must be absent. */
  record Revision(Bytes key, long modRevision) implements Compare {
    @Override
    public boolean holds(@Nullable Entry entry) {
      return (entry == null ? 0 : entry.modRevision()) == modRevision;
    }
  }

  /**
   * Holds if the key's value is {@code value}, byte for byte; null means that it must be absent.
   *
   * @param orAbsent whether it holds for an absent key as well, which reads as that value
   */
  record Value(Bytes key, @Nullable Bytes value, boolean orAbsent) implements Compare {

    /** One that tells an absent key from any value. */
    public Value(Bytes key, @Nullable Bytes value) {
      this(key, value, false);
    }

    @Override
    public boolean holds(@Nullable Entry entry) {
      return entry == null ? orAbsent || value == null : entry.value().equals(value);
    }
  }
}

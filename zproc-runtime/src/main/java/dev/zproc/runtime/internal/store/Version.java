package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Entry;
import org.jspecify.annotations.Nullable;

/**
 * What one commit left under one key: an entry, or nothing where it was deleted.
 *
 * <p>Threads: written by the store's thread, read by many; see {@link PublishedView}.
 */
final class Version {

  final long revision;
  final @Nullable Entry entry;

  /** The version before this one; cut off once no revision that can still be read shows it. */
  volatile @Nullable Version older;

  Version(long revision, @Nullable Entry entry, @Nullable Version older) {
    this.revision = revision;
    this.entry = entry;
    this.older = older;
  }
}

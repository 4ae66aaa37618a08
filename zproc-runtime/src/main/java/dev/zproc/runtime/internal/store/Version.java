package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Entry;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * What one commit left under one key: an entry, or nothing where it was deleted.
 *
 * <p>Threads: written by the store's thread, read by many; see {@link PublishedView}.
 */
final class Version {

  private static final VarHandle OLDER;

  static {
    try {
      OLDER = MethodHandles.lookup().findVarHandle(Version.class, "older", Version.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final VersionChain chain;
  final long revision;
  final @Nullable Entry entry;

  /** The version that the same commit wrote before this one, under another key. */
  final @Nullable Version sibling;

  // Set before the version is linked, which is a release, and read and cut by OLDER from then on.
  private @Nullable Version older;

  Version(
      VersionChain chain,
      long revision,
      @Nullable Entry entry,
      @Nullable Version older,
      @Nullable Version sibling) {
    this.chain = chain;
    this.revision = revision;
    this.entry = entry;
    this.older = older;
    this.sibling = sibling;
  }

  /** Returns the version before this one, unless it was cut off; an acquire. */
  @Nullable Version older() {
    return (Version) OLDER.getAcquire(this);
  }

  /** Cuts off what no revision that can still be read shows; a release. */
  void cut() {
    OLDER.setRelease(this, (Version) null);
  }
}

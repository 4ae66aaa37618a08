package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.ReadResult;
import org.jspecify.annotations.Nullable;

/**
 * Reads the published state from any thread of the JVM that holds the store, without a hand-over.
 *
 * <p>Shows all of a commit or nothing of it: a commit shows once {@link Store#publish} has been
 * called after it. What one thread has seen, it and every thread it tells see from then on.
 *
 * <p>Threads: safe for use by many threads; never blocks.
 */
public final class PublishedView {

  // Why this is right without a lock. The store's thread, for each commit, (1) puts new versions in
  // front of their keys' chains, (2) later sets `published` to the newest revision, and (3) after
  // that may raise the table's `floor`, never above `published`, and only then cut versions off.
  //
  // A reader takes p = published first. Every version up to p was linked before `published` was set
  // to p, and that volatile write and read order the two, so the reader's walk, from the newest
  // version to the first that is not newer than p, meets all of them: nothing of p is missed.
  // Versions after p may or may not be met, but are skipped: nothing of a later commit is shown.
  // They are whole, because a version is linked by a release and met by an acquire.
  //
  // A cut can hurt only a reader whose p lies below the floor at that time: of each key the newest
  // version not above the floor is kept, and that is what a reader with p >= floor stops at. The
  // floor is raised before the first cut, so a reader that has met a cut (a null link, which is
  // a release and an acquire too; or a key gone from the map, whose removal and get are no less)
  // sees the raised floor when it looks afterwards, and starts again with a newer p. It starts
  // again at most once for each publication, which is why it need not give up.
  //
  // `published` only grows, and all its reads and writes are in one order: nobody goes back.

  private final KeyTable table;
  private volatile long published;

  PublishedView(KeyTable table, long published) {
    this.table = table;
    this.published = published;
  }

  /** Returns the newest published revision. */
  public long revision() {
    return published;
  }

  /** Returns the entry of {@code key} at the newest published revision, or null if it is absent. */
  public @Nullable Entry read(Bytes key) {
    return readResult(key).entry();
  }

  /** Returns the entry of {@code key}, and the published revision at which it was that. */
  public ReadResult readResult(Bytes key) {
    while (true) {
      long revision = published;
      Entry entry = asOf(key, revision);
      if (table.floor() <= revision) {
        return new ReadResult(entry, revision);
      }
    }
  }

  private @Nullable Entry asOf(Bytes key, long revision) {
    VersionChain chain = table.chain(key);
    Version version = chain == null ? null : chain.newest();
    while (version != null && version.revision > revision) {
      version = version.older();
    }
    return version == null ? null : version.entry;
  }

  void publish(long revision) {
    published = revision;
  }
}

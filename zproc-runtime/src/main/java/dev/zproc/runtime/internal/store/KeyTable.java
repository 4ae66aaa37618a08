package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All keys with their versions: by hash for reads of one key, in order for ranges.
 *
 * <p>A key stays in both while any of its versions can still be read, deleted or not, so the order
 * is touched only when a key first appears and when it is finally forgotten.
 *
 * <p>Threads: written by the store's thread; {@link #chain} and {@link #floor} may be called by
 * many.
 */
final class KeyTable {

  /** What the objects around the bytes of an entry take on the heap, about. */
  static final long BYTES_PER_ENTRY = 320;

  private final ConcurrentHashMap<Bytes, VersionChain> byKey = new ConcurrentHashMap<>();
  private final TreeMap<Bytes, VersionChain> ordered = new TreeMap<>();

  private long bytes;

  /** No version that shows only at revisions before this one is promised to be there. */
  private volatile long floor;

  @Nullable VersionChain chain(Bytes key) {
    return byKey.get(key);
  }

  long floor() {
    return floor;
  }

  @Nullable Entry newest(Bytes key) {
    return newest(byKey.get(key));
  }

  static @Nullable Entry newest(@Nullable VersionChain chain) {
    Version version = chain == null ? null : chain.newest();
    return version == null ? null : version.entry;
  }

  @Nullable Entry asOf(Bytes key, long revision) {
    VersionChain chain = byKey.get(key);
    return chain == null ? null : chain.asOf(revision);
  }

  /** Gives {@code to} the entries of {@code range} as of {@code revision}, in the order of keys. */
  void scan(KeyRange range, long revision, Consumer<Entry> to) {
    if (range.isSingle()) {
      Entry entry = asOf(range.from(), revision);
      if (entry != null) {
        to.accept(entry);
      }
      return;
    }
    for (VersionChain chain : within(range).values()) {
      Entry entry = chain.asOf(revision);
      if (entry != null) {
        to.accept(entry);
      }
    }
  }

  private NavigableMap<Bytes, VersionChain> within(KeyRange range) {
    Bytes to = range.to();
    if (to == null) {
      return ordered.tailMap(range.from(), true);
    }
    // A range that ends before it begins is empty; a map would refuse it.
    return ordered.subMap(
        range.from(), true, to.compareTo(range.from()) < 0 ? range.from() : to, false);
  }

  /**
   * Makes {@code entry}, or its absence, the newest version of {@code key}.
   *
   * @param known the chain of the key, or null if it has none
   * @param sibling the version that the same commit wrote before
   */
  Version write(
      Bytes key,
      @Nullable VersionChain known,
      long revision,
      @Nullable Entry entry,
      @Nullable Version sibling) {
    bytes += growth(newest(known), entry);
    if (known != null) {
      return known.add(revision, entry, sibling);
    }
    VersionChain chain = new VersionChain(key);
    Version first = chain.add(revision, entry, sibling);
    ordered.put(key, chain);
    byKey.put(key, chain);
    return first;
  }

  /**
   * Announces that versions before {@code revision} may be cut; comes before the first such cut.
   */
  void raiseFloor(long revision) {
    floor = revision;
  }

  /** Forgets what {@code base} replaced, and its key too if it ended there. */
  void cutBefore(Version base) {
    VersionChain chain = base.chain;
    chain.cutBefore(base);
    if (base.entry == null && chain.newest() == base) {
      byKey.remove(chain.key);
      ordered.remove(chain.key);
    }
  }

  /** Forgets everything, since nobody will ask any more. */
  void discard() {
    byKey.clear();
    ordered.clear();
    bytes = 0;
  }

  /** About how many bytes the newest state takes on the heap. */
  long bytes() {
    return bytes;
  }

  /** How much more, or less, that is if {@code now} takes the place of {@code before}. */
  static long growth(@Nullable Entry before, @Nullable Entry now) {
    return weight(now) - weight(before);
  }

  private static long weight(@Nullable Entry entry) {
    return entry == null ? 0 : BYTES_PER_ENTRY + entry.key().size() + entry.value().size();
  }

  /** How many versions of all keys are kept; looks at every one. */
  long versions() {
    long count = 0;
    for (VersionChain chain : ordered.values()) {
      for (Version version = chain.newest(); version != null; version = version.older()) {
        count++;
      }
    }
    return count;
  }

  /** How many keys are kept, deleted ones that history still shows included. */
  int size() {
    return ordered.size();
  }
}

package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The retained versions of one key, linked from the newest to the oldest.
 *
 * <p>Who reads near the newest revision follows the links. A key may have a version for every
 * retained revision, though; when a read of the past has followed {@link #NEAR} links in vain, the
 * versions are also put into a circular array that can be searched by halving, and kept there until
 * few are left.
 *
 * <p>Threads: {@link #newest} may be called by many threads; the rest belongs to the store's.
 */
final class VersionChain {

  /** How far a read follows links before it asks for the array. */
  static final int NEAR = 16;

  private static final VarHandle NEWEST;

  static {
    try {
      NEWEST = MethodHandles.lookup().findVarHandle(VersionChain.class, "newest", Version.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final Bytes key;

  // Read and written by NEWEST, but for the reads of the only thread that writes it.
  private @Nullable Version newest;

  /** The versions from the oldest to the newest; null while nobody has asked for it. */
  private @Nullable Version @Nullable [] ring;

  private int head;
  private int size;

  VersionChain(Bytes key) {
    this.key = key;
  }

  /** Returns the newest version, or null if there is none yet; an acquire. */
  @Nullable Version newest() {
    return (Version) NEWEST.getAcquire(this);
  }

  /** Adds a version in front of the others; a release. */
  Version add(long revision, @Nullable Entry entry, @Nullable Version sibling) {
    Version version = new Version(this, revision, entry, newest, sibling);
    if (ring != null) {
      append(version);
    }
    NEWEST.setRelease(this, version);
    return version;
  }

  /** Returns the entry as of {@code revision}, or null if there was none. */
  @Nullable Entry asOf(long revision) {
    Version version = newest;
    for (int i = 0; i < NEAR && version != null; i++) {
      if (version.revision <= revision) {
        return version.entry;
      }
      version = version.older();
    }
    return version == null ? null : search(ring == null ? index() : ring, revision);
  }

  private @Nullable Entry search(@Nullable Version[] versions, long revision) {
    int low = 0;
    int high =
        size; // what is below low is not newer than the revision, what is at high or above is
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at(versions, middle).revision <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : at(versions, low - 1).entry;
  }

  private @Nullable Version[] index() {
    List<Version> fromNewest = new ArrayList<>();
    for (Version version = newest; version != null; version = version.older()) {
      fromNewest.add(version);
    }
    size = fromNewest.size();
    head = 0;
    @Nullable Version[] made = new Version[Integer.highestOneBit(size) * 2];
    for (int i = 0; i < size; i++) {
      made[i] = fromNewest.get(size - 1 - i);
    }
    ring = made;
    return made;
  }

  private void append(Version version) {
    @Nullable Version[] versions = ring;
    if (versions == null || size == versions.length) {
      versions = index(); // which leaves room; the new version is not linked yet
    }
    versions[(head + size++) & (versions.length - 1)] = version;
  }

  /** Forgets the versions older than {@code base}, which is the oldest that is still of use. */
  void cutBefore(Version base) {
    base.cut();
    @Nullable Version[] versions = ring;
    if (versions == null) {
      return;
    }
    while (at(versions, 0).revision < base.revision) {
      versions[head] = null;
      head = (head + 1) & (versions.length - 1);
      size--;
    }
    if (size <= NEAR) {
      ring = null;
    }
  }

  /** Whether versions are in the array. */
  boolean isIndexed() {
    return ring != null;
  }

  private Version at(@Nullable Version[] versions, int index) {
    Version version = versions[(head + index) & (versions.length - 1)];
    if (version == null) {
      throw new IllegalStateException("key " + KeyText.of(key) + " has no version " + index);
    }
    return version;
  }
}

package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Entry;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The retained versions of one key, linked from the newest to the oldest.
 *
 * <p>Other threads follow the links, of which they need the first few only. The store's thread also
 * reads far back, on keys that may have been written once per retained revision, so it keeps the
 * versions in a circular array too, and searches that by halving.
 *
 * <p>Threads: {@link #newest} may be read by many threads; the rest belongs to the store's.
 */
final class VersionChain {

  private static final Version[] NONE = {};

  private volatile Version newest;

  /** The versions from the oldest to the newest; empty while there is only one. */
  private @Nullable Version[] ring = NONE;

  private int head;
  private int size = 1;

  VersionChain(Version first) {
    newest = first;
  }

  Version newest() {
    return newest;
  }

  /** Adds a version, whose {@code older} is the newest one so far. */
  void add(Version version) {
    if (size == ring.length || ring.length == 0) {
      grow();
    }
    ring[(head + size++) & (ring.length - 1)] = version;
    newest = version;
  }

  private void grow() {
    @Nullable Version[] larger = new Version[Math.max(4, ring.length * 2)];
    if (ring.length == 0) {
      larger[0] = newest;
    } else {
      for (int i = 0; i < size; i++) {
        larger[i] = at(i);
      }
    }
    ring = larger;
    head = 0;
  }

  /** Returns the entry as of {@code revision}, or null if there was none. */
  @Nullable Entry asOf(long revision) {
    Version last = newest;
    if (last.revision <= revision) {
      return last.entry;
    }
    int low = 0;
    int high = size - 1; // what is at high is newer, what is below low is not
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (at(middle).revision <= revision) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low == 0 ? null : at(low - 1).entry;
  }

  /** Forgets the versions older than {@code base}, which is the oldest that is still of use. */
  void cutBefore(Version base) {
    base.older = null;
    while (size > 1 && at(0).revision < base.revision) {
      ring[head] = null;
      head = (head + 1) & (ring.length - 1);
      size--;
    }
    if (size == 1) {
      ring = NONE;
      head = 0;
    } else if (ring.length > 16 && size < ring.length / 4) {
      shrink();
    }
  }

  private void shrink() {
    @Nullable Version[] smaller = new Version[ring.length / 2];
    for (int i = 0; i < size; i++) {
      smaller[i] = at(i);
    }
    ring = smaller;
    head = 0;
  }

  private Version at(int index) {
    Version version = ring.length == 0 ? newest : ring[(head + index) & (ring.length - 1)];
    if (version == null) {
      throw new IllegalStateException("no version at " + index + " of " + Arrays.toString(ring));
    }
    return version;
  }
}

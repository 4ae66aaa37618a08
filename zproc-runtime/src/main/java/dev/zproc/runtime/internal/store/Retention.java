package dev.zproc.runtime.internal.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Who still needs which part of history: pins, and the lagging watches and waits.
 *
 * <p>Pins, and waits that repeat, keep history from their revision; watches only notice when it has
 * gone.
 *
 * <p>Threads: owned by the store's thread.
 */
final class Retention {

  /** By the oldest revision that they need. */
  private final TreeMap<Long, LinkedHashSet<Interest>> lagging = new TreeMap<>();

  /** How many pins and pinning waits need each revision. */
  private final TreeMap<Long, Integer> pinned = new TreeMap<>();

  private final Map<Long, Long> pins = new HashMap<>();

  /** Returns the oldest revision that history must keep within its byte limit. */
  long pinned() {
    return pinned.isEmpty() ? Long.MAX_VALUE : pinned.firstKey();
  }

  void pin(long pinId, long revision) {
    unpin(pinId);
    pins.put(pinId, revision);
    hold(revision);
  }

  void unpin(long pinId) {
    Long revision = pins.remove(pinId);
    if (revision != null) {
      release(revision);
    }
  }

  void follow(Interest interest, long revision, boolean pins) {
    lagging.computeIfAbsent(revision, key -> new LinkedHashSet<>()).add(interest);
    if (pins) {
      hold(revision);
    }
  }

  void unfollow(Interest interest, long revision, boolean pins) {
    LinkedHashSet<Interest> there = lagging.get(revision);
    if (there != null && there.remove(interest)) {
      if (there.isEmpty()) {
        lagging.remove(revision);
      }
      if (pins) {
        release(revision);
      }
    }
  }

  /** Forgets the pins that history has lost now that it begins at {@code oldest}. */
  void loosen(long oldest) {
    while (!pinned.isEmpty() && pinned.firstKey() < oldest) {
      pinned.pollFirstEntry();
    }
  }

  /** Takes out those that need more than what is left now that history begins at {@code oldest}. */
  List<Interest> expire(long oldest) {
    if (lagging.isEmpty() || lagging.firstKey() >= oldest) {
      return List.of();
    }
    List<Interest> expired = new ArrayList<>();
    while (!lagging.isEmpty() && lagging.firstKey() < oldest) {
      expired.addAll(lagging.pollFirstEntry().getValue());
    }
    return expired;
  }

  private void hold(long revision) {
    pinned.merge(revision, 1, Integer::sum);
  }

  private void release(long revision) {
    // What loosen has taken away is not there; nobody can hold it again, as it is older than
    // oldest.
    pinned.computeIfPresent(revision, (key, count) -> count == 1 ? null : count - 1);
  }
}

package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was decided and is not applied yet, so that the next commit is decided on top of it. Only
 * decisions look here.
 *
 * <p>Threads: owned by the store's thread.
 */
final class Proposed {

  /** What a key will be, and which decision says so last. */
  private record Written(Decision by, @Nullable Entry entry) {}

  private final KeyTable table;
  private final Map<Bytes, Written> written = new HashMap<>();
  private long count;
  private long revision;
  private long growth;

  Proposed(KeyTable table) {
    this.table = table;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** The revision after all that was decided. */
  long revision() {
    return revision;
  }

  /** How much more, or less, the newest state takes on the heap afterwards, about. */
  long growth() {
    return growth;
  }

  @Nullable Entry newest(Bytes key) {
    Written last = written.get(key);
    return last == null ? table.newest(key) : last.entry;
  }

  /** Returns the entries of {@code range} as they will be, in the order of keys. */
  Collection<Entry> scan(KeyRange range) {
    TreeMap<Bytes, Entry> found = new TreeMap<>();
    table.scan(range, Long.MAX_VALUE, entry -> found.put(entry.key(), entry));
    written.forEach(
        (key, last) -> {
          if (range.contains(key)) {
            Entry entry = last.entry;
            if (entry == null) {
              found.remove(key);
            } else {
              found.put(key, entry);
            }
          }
        });
    return found.values();
  }

  void add(Decision decision) {
    count++;
    revision = decision.changes() ? decision.revision() : decision.revision() - 1;
    growth += decision.growth();
    for (Decision.Touched each : decision.touched()) {
      written.put(each.key, new Written(decision, each.now));
    }
    decision.proposed = true;
  }

  /** Takes out what is about to be applied; returns whether it was here. */
  boolean remove(Decision decision) {
    if (!decision.proposed) {
      return false;
    }
    decision.proposed = false;
    count--;
    growth -= decision.growth();
    for (Decision.Touched each : decision.touched()) {
      Written last = written.get(each.key);
      if (last != null && last.by == decision) {
        written.remove(each.key);
      }
    }
    return true;
  }

  void clear() {
    written.clear();
    count = 0;
    growth = 0;
  }
}

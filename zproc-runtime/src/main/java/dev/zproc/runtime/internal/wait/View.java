package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entries at one revision, sorted by key. The view of the next revision shares what did not change.
 */
public final class View {

  private final Held[] entries;

  private View(Held[] entries) {
    this.entries = entries;
  }

  /** A view of {@code entries}, which must be sorted by key. */
  public static View of(List<Entry> entries) {
    Held[] held = new Held[entries.size()];
    for (int i = 0; i < held.length; i++) {
      Entry entry = entries.get(i);
      held[i] = new Held(entry.key(), entry.value(), entry.modRevision());
    }
    return new View(held);
  }

  public @Nullable Held find(Bytes key) {
    int at = search(key);
    return at < 0 ? null : entries[at];
  }

  public @Nullable Bytes value(Bytes key) {
    Held held = find(key);
    return held == null ? null : held.value;
  }

  /** The entries in {@code range}, in order. */
  public List<Held> in(KeyRange range) {
    int from = place(range.from());
    Bytes end = range.to();
    int to = end == null ? entries.length : place(end);
    return Arrays.asList(entries).subList(from, Math.max(from, to));
  }

  /** The view after {@code event}. */
  public View after(CommitEvent event) {
    Held[] next = entries.clone();
    int size = next.length;
    for (KeyChange change : event.changes()) {
      Bytes value = change.value();
      int at = search(next, size, change.key());
      if (value != null && at >= 0) {
        next[at] = new Held(change.key(), value, event.revision());
      } else if (value != null) {
        int place = -at - 1;
        if (size == next.length) {
          next = Arrays.copyOf(next, size + event.changes().size());
        }
        System.arraycopy(next, place, next, place + 1, size - place);
        next[place] = new Held(change.key(), value, event.revision());
        size++;
      } else if (at >= 0) {
        System.arraycopy(next, at + 1, next, at, size - at - 1);
        size--;
      }
    }
    return new View(size == next.length ? next : Arrays.copyOf(next, size));
  }

  /** Entries of both, which share no key. */
  public View with(View other) {
    Held[] all = Arrays.copyOf(entries, entries.length + other.entries.length);
    System.arraycopy(other.entries, 0, all, entries.length, other.entries.length);
    Arrays.sort(all, (a, b) -> a.key.compareTo(b.key));
    return new View(all);
  }

  private int place(Bytes key) {
    int at = search(key);
    return at < 0 ? -at - 1 : at;
  }

  private int search(Bytes key) {
    return search(entries, entries.length, key);
  }

  private static int search(Held[] entries, int size, Bytes key) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = entries[middle].key.compareTo(key);
      if (order == 0) {
        return middle;
      } else if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -low - 1;
  }
}

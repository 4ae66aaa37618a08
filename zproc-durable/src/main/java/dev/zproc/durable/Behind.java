package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.journal.Decided;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What batches have changed that the tables do not show yet, each key and each session once.
 *
 * <p>Threads: owned by the thread that writes.
 */
final class Behind {

  /** How many keys there may be, so that the batch after them does not wait for long. */
  private static final int MANY = 2_000;

  private final Map<Bytes, EntryChange> changes = new LinkedHashMap<>();
  private final Map<Long, Loaded.KnownSession> sessions = new HashMap<>();

  void add(List<Decided> commits) {
    for (Decided commit : commits) {
      for (EntryChange change : commit.changes()) {
        EntryChange earlier = changes.get(change.key());
        changes.put(
            change.key(),
            earlier == null
                ? change
                : new EntryChange(change.key(), earlier.before(), change.after()));
      }
      Decided.Repeatable request = commit.request();
      if (request != null) {
        sessions.put(commit.origin(), new Loaded.KnownSession(request.link(), request.number()));
      }
    }
  }

  /** What became of each key. */
  Collection<EntryChange> changes() {
    return changes.values();
  }

  /** What is known of the sessions that have written since. */
  Map<Long, Loaded.KnownSession> sessions() {
    return sessions;
  }

  boolean isLarge() {
    return changes.size() >= MANY;
  }

  void clear() {
    changes.clear();
    sessions.clear();
  }
}

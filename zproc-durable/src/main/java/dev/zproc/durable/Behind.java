package dev.zproc.durable;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.journal.Decided;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
  private final Set<Long> ended = new HashSet<>();

  void add(List<Decided> commits) {
    for (Decided commit : commits) {
      for (EntryChange change : commit.changes()) {
        EntryChange earlier = changes.get(change.key());
        changes.put(
            change.key(),
            earlier == null
                ? change
                : new EntryChange(change.key(), earlier.before(), change.after()));
        if (Keys.sessions().contains(change.key())) {
          note(change.key(), change.after() != null);
        }
      }
      Decided.Repeatable request = commit.request();
      if (request != null && !ended.contains(commit.origin())) {
        sessions.put(commit.origin(), new Loaded.KnownSession(request.link(), request.number()));
      }
    }
  }

  /** No server knows a session any more that is taken out of the state. */
  private void note(Bytes key, boolean there) {
    if (!key.equals(Keys.lastSession())) {
      long id = Keys.numberOfSession(key);
      if (key.equals(Keys.session(id))) {
        if (there) {
          ended.remove(id); // another root gives the same numbers again
        } else {
          sessions.remove(id);
          ended.add(id);
        }
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

  /** Those that have ended since, and never come back. */
  Set<Long> ended() {
    return ended;
  }

  boolean isLarge() {
    return changes.size() >= MANY;
  }

  void clear() {
    changes.clear();
    sessions.clear();
    ended.clear();
  }
}

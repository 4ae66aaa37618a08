package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.schema.Namespace;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.Feed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads past commits through a watch, of which nobody else is told. It begins when the newest
 * revision is known, so that what it finds at once is all there is up to that one.
 */
final class PastChanges {

  private static final int WINDOW = 256;

  /** All that there was when the watch was opened is found by then, and that is all it takes. */
  private static final Deadline NOW = Deadline.after(Duration.ZERO);

  private PastChanges() {}

  static <S> List<Change<S>> between(StateSpace<S> space, long from, long to) {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "revisions are not negative and in order, unlike " + from + " and " + to);
    }
    Namespace<S> namespace = space.namespace;
    List<Change<S>> changes = new ArrayList<>();
    PastViews views = new PastViews(namespace);
    long last = Math.min(to, space.newestRevision());
    if (from >= last) {
      return changes;
    }
    KeySelection keys = KeySelection.of(namespace.range);
    try (Feed feed =
        new Feed(
            space.engine(),
            new WatchSpec(keys, from, 0, true, 0, "history(" + from + ", " + to + ")"),
            WINDOW)) {
      while (true) {
        CommitEvent event = feed.next(NOW, "the history of " + namespace.name);
        if (event == null || event.revision() > last) {
          return changes;
        }
        if (alters(event, namespace)) {
          views.add(event);
          changes.add(new Change<>(namespace, event, views));
        }
        if (event.revision() == last) {
          return changes;
        }
      }
    }
  }

  private static boolean alters(CommitEvent event, Namespace<?> namespace) {
    for (KeyChange change : event.changes()) {
      if (!change.identical() && namespace.range.contains(change.key())) {
        return true;
      }
    }
    return false;
  }
}

package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.schema.Namespace;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.Feed;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads past commits through a watch. A watch does not say that it has come to the end of the past;
 * so a mark is committed beside the namespace, and what comes before it is all there is.
 */
final class PastChanges {

  private static final int WINDOW = 256;

  private PastChanges() {}

  static <S> List<Change<S>> between(StateSpace<S> space, long from, long to) {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException(
          "revisions are not negative and in order, unlike " + from + " and " + to);
    }
    Namespace<S> namespace = space.namespace;
    List<Change<S>> changes = new ArrayList<>();
    PastViews views = new PastViews(namespace);
    if (from >= Math.min(to, space.newestRevision())) {
      return changes;
    }
    // Next to the schema's key, where no key of the namespace lies.
    Bytes mark = Keys.schema(namespace.name).concat(Bytes.wrap(new byte[] {0}));
    KeySelection keys = KeySelection.of(namespace.range, KeyRange.single(mark));
    try (Feed feed =
        new Feed(
            space.engine(),
            new WatchSpec(keys, from, 0, true, 0, "history(" + from + ", " + to + ")"),
            WINDOW)) {
      long end =
          space
              .commit(
                  Commit.of(
                      Commit.Results.NONE,
                      new Operation.Put(mark, Scalar.of(space.engine().session()))))
              .revision();
      long last = Math.min(to, end - 1);
      while (true) {
        CommitEvent event = feed.next(Deadline.NEVER, "the history of " + namespace.name);
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

package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.schema.Namespace;
import dev.zproc.runtime.internal.wait.View;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * A namespace at the revisions of successive commits that are all at hand: read where the first one
 * is asked for, and computed from there on.
 *
 * <p>Threads: safe for use by many threads, once all commits are added.
 */
final class PastViews implements LongFunction<View> {

  private final Namespace<?> namespace;
  private final List<CommitEvent> events = new ArrayList<>();
  private View view = View.of(List.of());

  /** How many of the commits the view has seen; 0 if it was not read yet. */
  private int seen;

  PastViews(Namespace<?> namespace) {
    this.namespace = namespace;
  }

  /** Adds the next commit that changes anything in the namespace. */
  void add(CommitEvent event) {
    events.add(event);
  }

  /** Blocks for a round trip the first time, and where commits are asked for out of order. */
  @Override
  public synchronized View apply(long revision) {
    if (seen == 0 || events.get(seen - 1).revision() > revision) {
      view = namespace.at(revision);
      seen = 0;
      while (seen < events.size() && events.get(seen).revision() <= revision) {
        seen++;
      }
      return view;
    }
    while (seen < events.size() && events.get(seen).revision() <= revision) {
      view = view.after(events.get(seen));
      seen++;
    }
    return view;
  }
}

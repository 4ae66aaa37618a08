package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Selector;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.List;

/**
 * A watch: every commit that changes one of its keys.
 *
 * <p>Threads: owned by the store's thread.
 */
final class CommitWatch extends Cursor {

  private final WatchSpec spec;
  private int delivered;

  CommitWatch(WatchKey key, Watches watches, long credit, WatchSpec spec) {
    super(key, watches, credit, new Selected(new Selector(spec.keys()), spec.identical()));
    this.spec = spec;
  }

  private record Selected(Selector keys, boolean identical) implements Scope {

    @Override
    public boolean accepts(KeyChange change) {
      return (identical || !change.identical()) && keys.contains(change.key());
    }

    @Override
    public List<KeyRange> ranges() {
      return keys.included();
    }
  }

  @Override
  void open() {
    begin(watches.history.firstAfter(spec.after()), false);
  }

  @Override
  boolean selects(CommitEvent event, List<KeyChange> accepted) {
    return spec.skipOrigin() == 0 || event.origin() != spec.skipOrigin();
  }

  @Override
  void deliver(CommitEvent event, List<KeyChange> accepted) {
    CommitEvent seen =
        accepted.size() == event.changes().size()
            ? event
            : new CommitEvent(event.revision(), event.origin(), List.copyOf(accepted));
    watches.sink.event(key, seen);
    delivered++;
    if (delivered == spec.limit()) {
      watches.end(this);
    }
  }

  @Override
  void deliverStart(long revision) {
    throw new IllegalStateException("a watch has no delivery at its start");
  }

  @Override
  boolean pins() {
    return false;
  }

  @Override
  Wait describe() {
    return new Wait.OpenWatch(key, spec, spec.after(), credit(), isLagging());
  }
}

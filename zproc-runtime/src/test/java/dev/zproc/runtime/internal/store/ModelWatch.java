package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A watch or wait of the {@link StoreModel}: from all of the past it works out what it must be
 * given.
 */
final class ModelWatch {

  final WatchKey key;
  final long since;
  private final StoreModel model;
  private final @Nullable WatchSpec watch;
  private final @Nullable ConditionSpec wait;
  private long credit;
  private int delivered;

  /** For live waits: the revision of the last evaluation, and whether there has been one. */
  private long evaluated;

  private boolean begun;

  ModelWatch(StoreModel model, WatchKey key, WatchSpec watch, long credit) {
    this.model = model;
    this.key = key;
    this.watch = watch;
    this.wait = null;
    this.credit = credit;
    this.since = watch.after();
  }

  ModelWatch(StoreModel model, WatchKey key, ConditionSpec wait, long credit) {
    this.model = model;
    this.key = key;
    this.watch = null;
    this.wait = wait;
    this.credit = credit;
    this.since = wait.from() == 0 ? model.newest() : wait.from();
    this.evaluated = Math.max(since, model.oldest());
  }

  void credit(long more) {
    credit = more > Long.MAX_VALUE - credit ? Long.MAX_VALUE : credit + more;
  }

  boolean isLive() {
    return wait != null && wait.live();
  }

  Wait describe() {
    boolean pending = next() != null;
    return watch != null
        ? new Wait.OpenWatch(key, watch, since, credit, pending)
        : new Wait.OpenCondition(key, wait, since, credit, pending);
  }

  boolean pins() {
    return wait != null && wait.repeat() && !wait.live();
  }

  /** The oldest revision that history must begin at for this to go on. */
  long needed() {
    Object next = isLive() || (wait != null && !wait.repeat()) ? null : next();
    if (next instanceof CommitEvent event) {
      return event.revision() - 1;
    } else if (next instanceof Match match) {
      return delivered == 0 && match.origin() == 0 ? match.revision() : match.revision() - 1;
    }
    return Long.MAX_VALUE;
  }

  void advance() {
    if (isLive()) {
      advanceLive();
      return;
    }
    for (Object next = next(); next != null && credit > 0; next = next()) {
      if (give(next)) {
        return;
      }
    }
  }

  /** Delivers, and returns whether that was the last. */
  private boolean give(Object what) {
    model.tell(key, what);
    credit -= credit == Long.MAX_VALUE ? 0 : 1;
    delivered++;
    boolean last = watch != null ? delivered == watch.limit() : !wait.repeat();
    if (last) {
      model.tell(key, new Recorder.Ended());
      model.open.remove(key);
    }
    return last;
  }

  /** The first of all that must ever be delivered that was not. */
  private @Nullable Object next() {
    List<Object> all = watch != null ? commits() : isLive() ? List.of() : matches();
    return delivered < all.size() ? all.get(delivered) : null;
  }

  private List<Object> commits() {
    List<Object> all = new ArrayList<>();
    for (CommitEvent event : eventsAfter(since)) {
      List<KeyChange> changes = new ArrayList<>();
      for (KeyChange change : event.changes()) {
        if (in(watch.keys(), change.key()) && (watch.identical() || !change.identical())) {
          changes.add(change);
        }
      }
      boolean skipped = watch.skipOrigin() != 0 && watch.skipOrigin() == event.origin();
      if (!changes.isEmpty() && !skipped) {
        all.add(new CommitEvent(event.revision(), event.origin(), changes));
      }
    }
    return all;
  }

  private List<Object> matches() {
    List<Object> all = new ArrayList<>();
    if (holds(since, changed -> false)) {
      all.add(match(since, 0));
    }
    for (CommitEvent event : eventsAfter(since)) {
      boolean evaluated = !wait.repeat() || (isRelevant(event) && !isOwn(event));
      if (evaluated && holds(event.revision(), changed -> changes(changed, event))) {
        all.add(match(event.revision(), event.origin()));
      }
      if (!wait.repeat() && !all.isEmpty()) {
        return all;
      }
    }
    return all;
  }

  private void advanceLive() {
    List<CommitEvent> unseen = eventsAfter(evaluated);
    List<CommitEvent> relevant =
        unseen.stream().filter(e -> isRelevant(e) && !(wait.repeat() && isOwn(e))).toList();
    boolean due = !begun || (wait.repeat() ? !relevant.isEmpty() : !unseen.isEmpty());
    if (credit == 0 || !due) {
      return;
    }
    evaluated = model.newest();
    if (holds(evaluated, changed -> unseen.stream().anyMatch(event -> changes(changed, event)))) {
      long origin = 0;
      if (!relevant.isEmpty()) {
        origin = relevant.get(relevant.size() - 1).origin();
      } else if (begun) {
        origin = unseen.get(unseen.size() - 1).origin();
      }
      give(match(evaluated, origin));
    }
    begun = true;
  }

  private List<CommitEvent> eventsAfter(long revision) {
    return model.events.subList((int) revision + 1, model.events.size());
  }

  private Match match(long revision, long origin) {
    List<Entry> captured = new ArrayList<>();
    for (Entry entry : model.state(revision).values()) {
      if (wait.capture().stream().anyMatch(range -> range.contains(entry.key()))) {
        captured.add(entry);
      }
    }
    return new Match(revision, origin, captured);
  }

  private boolean isOwn(CommitEvent event) {
    return wait.skipOrigin() != 0 && wait.skipOrigin() == event.origin();
  }

  private boolean isRelevant(CommitEvent event) {
    return event.changes().stream()
        .anyMatch(c -> !c.identical() && mentions(wait.criterion(), c.key()));
  }

  private boolean changes(KeySelection keys, CommitEvent event) {
    return !isOwn(event)
        && event.changes().stream().anyMatch(c -> !c.identical() && in(keys, c.key()));
  }

  private static boolean in(KeySelection keys, Bytes key) {
    for (KeyRange range : keys.excluded()) {
      if (range.contains(key)) {
        return false;
      }
    }
    return keys.included().stream().anyMatch(range -> range.contains(key));
  }

  private static boolean mentions(Criterion criterion, Bytes key) {
    if (criterion instanceof Criterion.Comparison comparison) {
      return mentions(comparison.left(), key) || mentions(comparison.right(), key);
    } else if (criterion instanceof Criterion.Exists exists) {
      return exists.key().equals(key);
    } else if (criterion instanceof Criterion.Changed changed) {
      return in(changed.keys(), key);
    } else if (criterion instanceof Criterion.Not not) {
      return mentions(not.negated(), key);
    } else if (criterion instanceof Criterion.And and) {
      return and.parts().stream().anyMatch(each -> mentions(each, key));
    } else if (criterion instanceof Criterion.Or or) {
      return or.parts().stream().anyMatch(each -> mentions(each, key));
    }
    return false;
  }

  private static boolean mentions(Operand operand, Bytes key) {
    return operand instanceof Operand.Key of && of.key().equals(key);
  }

  private boolean holds(long revision, Predicate<KeySelection> changed) {
    return holds(wait.criterion(), model.state(revision), changed);
  }

  private static boolean holds(
      Criterion criterion, Map<Bytes, Entry> state, Predicate<KeySelection> changed) {
    if (criterion instanceof Criterion.Constant constant) {
      return constant.holds();
    } else if (criterion instanceof Criterion.Comparison comparison) {
      return Scalar.compare(
          value(comparison.left(), state), comparison.relation(), value(comparison.right(), state));
    } else if (criterion instanceof Criterion.Exists exists) {
      return state.containsKey(exists.key());
    } else if (criterion instanceof Criterion.Changed change) {
      return changed.test(change.keys());
    } else if (criterion instanceof Criterion.Not not) {
      return !holds(not.negated(), state, changed);
    } else if (criterion instanceof Criterion.And and) {
      return and.parts().stream().allMatch(each -> holds(each, state, changed));
    }
    return ((Criterion.Or) criterion).parts().stream().anyMatch(c -> holds(c, state, changed));
  }

  private static @Nullable Bytes value(Operand operand, Map<Bytes, Entry> state) {
    if (operand instanceof Operand.Key of) {
      Entry entry = state.get(of.key());
      return entry == null ? of.initial() : entry.value();
    }
    return ((Operand.Literal) operand).value();
  }
}

package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Commit.Results;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A store as naive as can be: a full copy of the map for each revision, nothing ever forgotten, and
 * each watch worked out from the beginning after each command.
 */
final class StoreModel {

  final List<TreeMap<Bytes, Entry>> states = new ArrayList<>(List.of(new TreeMap<>()));
  final List<CommitEvent> events = new ArrayList<>(List.of(new CommitEvent(0, 0, List.of())));
  final Map<WatchKey, ModelWatch> open = new LinkedHashMap<>();
  private final Map<WatchKey, List<Object>> told = new HashMap<>();
  private final Map<Long, Long> pins = new HashMap<>();
  private final StoreLimits limits;
  private long oldest;
  private long published;

  StoreModel(StoreLimits limits) {
    this.limits = limits;
  }

  long newest() {
    return states.size() - 1;
  }

  long oldest() {
    return oldest;
  }

  TreeMap<Bytes, Entry> state(long revision) {
    return states.get((int) revision);
  }

  TreeMap<Bytes, Entry> publishedState() {
    return state(published);
  }

  long published() {
    return published;
  }

  List<Object> take(WatchKey key) {
    List<Object> taken = told.remove(key);
    return taken == null ? List.of() : taken;
  }

  /** Everything that was to be told to anybody and not taken. */
  Map<WatchKey, List<Object>> rest() {
    return told;
  }

  void tell(WatchKey key, Object what) {
    told.computeIfAbsent(key, absent -> new ArrayList<>()).add(what);
  }

  void publish() {
    published = newest();
  }

  private static boolean holds(Compare.Value compare, @Nullable Bytes value) {
    return java.util.Objects.equals(compare.value(), value) || value == null && compare.orAbsent();
  }

  /** Returns null where the commit is to be rejected. */
  @Nullable CommitResult commit(long origin, Commit commit) {
    if (commit.operations().size() > limits.maxOperations()
        || commit.compares().size() > limits.maxOperations()) {
      return null;
    }
    TreeMap<Bytes, Entry> before = state(newest());
    for (Compare compare : commit.compares()) {
      Entry entry = before.get(compare.key());
      boolean holds =
          compare instanceof Compare.Revision revision
              ? revision.modRevision() == (entry == null ? 0 : entry.modRevision())
              : holds((Compare.Value) compare, entry == null ? null : entry.value());
      if (!holds) {
        List<@Nullable Entry> current = new ArrayList<>();
        commit.compares().forEach(each -> current.add(before.get(each.key())));
        return new CommitResult(false, newest(), List.of(), current);
      }
    }
    TreeMap<Bytes, Entry> after = new TreeMap<>(before);
    Set<Bytes> touched = new LinkedHashSet<>();
    List<OperationResult> results = new ArrayList<>();
    for (Operation operation : commit.operations()) {
      OperationResult result =
          operation instanceof Operation.Tally tally
              ? tally(tally, before, after, touched)
              : apply(operation, after, touched);
      if (result == null) {
        return null;
      }
      boolean previous = List.of(Results.PREVIOUS, Results.BOTH).contains(commit.results());
      boolean current = List.of(Results.CURRENT, Results.BOTH).contains(commit.results());
      results.add(
          new OperationResult(
              previous ? result.previous() : null, current ? result.current() : null));
    }
    if (!touched.isEmpty()) {
      List<KeyChange> changes = new ArrayList<>();
      for (Bytes key : touched) {
        changes.add(new KeyChange(key, value(after.get(key)), value(before.get(key))));
      }
      states.add(after);
      events.add(new CommitEvent(newest(), origin, changes));
    }
    return new CommitResult(true, newest(), results, List.of());
  }

  private static @Nullable Bytes value(@Nullable Entry entry) {
    return entry == null ? null : entry.value();
  }

  private @Nullable OperationResult tally(
      Operation.Tally tally,
      Map<Bytes, Entry> before,
      TreeMap<Bytes, Entry> after,
      Set<Bytes> touched) {
    long less = before.keySet().stream().filter(tally.range()::contains).count();
    long more = after.keySet().stream().filter(tally.range()::contains).count();
    Entry counter = after.get(tally.counter());
    if (more == less) {
      return tally.counter().size() > limits.maxKeyBytes()
          ? null
          : new OperationResult(counter, counter);
    }
    return apply(
        new Operation.Add(tally.counter(), Scalar.of((int) (more - less)), Scalar.of(0)),
        after,
        touched);
  }

  /** The lower one of two, or the higher one; null where they are not two numbers of one kind. */
  private static @Nullable Bytes extreme(Bytes now, Bytes bound, boolean higher) {
    if (!Scalar.isNumber(now)
        || !Scalar.isNumber(bound)
        || Scalar.kind(now) != Scalar.kind(bound)) {
      return null;
    }
    Number a = Scalar.number(now);
    Number b = Scalar.number(bound);
    if (a instanceof Long) {
      long found =
          higher ? Math.max(a.longValue(), b.longValue()) : Math.min(a.longValue(), b.longValue());
      return found == a.longValue() ? now : bound;
    }
    double found =
        higher
            ? Math.max(a.doubleValue(), b.doubleValue())
            : Math.min(a.doubleValue(), b.doubleValue());
    return Double.compare(found, a.doubleValue()) == 0 ? now : bound;
  }

  /** Takes a list apart, adds to it, and puts it together again; null if it is none. */
  private static @Nullable Bytes appended(Bytes now, Operation.Append append) {
    byte[] bytes = now.shared();
    if (append.cap() < 1 || bytes.length == 0 || bytes[0] != 'L') {
      return null;
    }
    List<Bytes> elements = new ArrayList<>();
    for (int at = 1; at < bytes.length; at += 1 + bytes[at]) { // no element is longer than 127
      if (at + bytes[at] >= bytes.length) {
        return null;
      }
      elements.add(Bytes.wrap(java.util.Arrays.copyOfRange(bytes, at + 1, at + 1 + bytes[at])));
    }
    elements.add(append.element());
    while (elements.size() > append.cap()) {
      elements.remove(0);
    }
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    all.write('L');
    for (Bytes element : elements) {
      all.write(element.size());
      all.writeBytes(element.shared());
    }
    return Bytes.wrap(all.toByteArray());
  }

  private @Nullable OperationResult apply(
      Operation operation, TreeMap<Bytes, Entry> map, Set<Bytes> touched) {
    long revision = newest() + 1;
    if (operation instanceof Operation.DeleteRange delete) {
      for (Bytes key : List.copyOf(map.keySet())) {
        if (delete.range().contains(key)) {
          touched.add(key);
          map.remove(key);
        }
      }
      return new OperationResult(null, null);
    }
    Bytes key;
    Bytes value = null;
    if (operation instanceof Operation.Put put) {
      key = put.key();
      value = put.value();
    } else if (operation instanceof Operation.Add add) {
      key = add.key();
      Entry entry = map.get(key);
      Bytes now = entry == null ? add.initial() : entry.value();
      if (!Scalar.isNumber(now)
          || !Scalar.isNumber(add.delta())
          || Scalar.kind(now) != Scalar.kind(add.delta())) {
        return null;
      }
      value = Scalar.add(now, add.delta());
    } else if (operation instanceof Operation.Computed computed) {
      key = computed.key();
      Entry entry = map.get(key);
      Bytes now = entry == null ? computed.initial() : entry.value();
      value =
          computed instanceof Operation.Append append
              ? appended(now, append)
              : computed instanceof Operation.Min min
                  ? extreme(now, min.bound(), false)
                  : extreme(now, ((Operation.Max) computed).bound(), true);
      if (value == null || key.size() > limits.maxKeyBytes()) {
        return null;
      }
      if (value == now) {
        return new OperationResult(entry, entry);
      }
    } else {
      key = ((Operation.Delete) operation).key();
    }
    if (key.size() > limits.maxKeyBytes()
        || (value != null && value.size() > limits.maxValueBytes())) {
      return null;
    }
    Entry previous = map.get(key);
    if (value == null) {
      if (previous != null) {
        touched.add(key);
        map.remove(key);
      }
      return new OperationResult(previous, null);
    }
    touched.add(key);
    long created = previous == null ? revision : previous.createRevision();
    Entry entry = new Entry(key, value, created, revision);
    map.put(key, entry);
    return new OperationResult(previous, entry);
  }

  List<Entry> range(KeyRange range, long revision) {
    return state(revision).values().stream().filter(e -> range.contains(e.key())).toList();
  }

  /** Whether the pin is refused, and with what. */
  @Nullable Class<?> pin(long id, long revision) {
    if (revision > newest()) {
      return EngineException.Rejected.class;
    } else if (revision < oldest) {
      return EngineException.Gone.class;
    }
    pins.put(id, revision);
    return null;
  }

  void unpin(long id) {
    pins.remove(id);
  }

  void watch(WatchKey key, WatchSpec spec, long credit) {
    open(new ModelWatch(this, key, spec, credit), spec.after() < oldest);
  }

  void await(WatchKey key, ConditionSpec spec, long credit) {
    ModelWatch watch = new ModelWatch(this, key, spec, credit);
    open(watch, watch.since < oldest && !spec.live());
  }

  private void open(ModelWatch watch, boolean gone) {
    if (gone) {
      tell(watch.key, new Recorder.Gone(oldest));
    } else {
      open.put(watch.key, watch);
    }
  }

  /** Gives every watch what it must have by now, and drops what history may no longer hold. */
  void settle() {
    List.copyOf(open.values()).forEach(ModelWatch::advance);
    while (isOverLimit()) {
      oldest++;
      pins.values().removeIf(revision -> revision < oldest);
    }
    for (ModelWatch watch : List.copyOf(open.values())) {
      if (watch.needed() < oldest) {
        open.remove(watch.key);
        tell(watch.key, new Recorder.Gone(oldest));
      }
    }
  }

  private boolean isOverLimit() {
    long pinned = pins.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    for (ModelWatch watch : open.values()) {
      if (watch.pins() && watch.needed() >= oldest) {
        pinned = Math.min(pinned, watch.needed());
      }
    }
    return bytes() > limits.historyBytes()
        || (newest() - oldest > limits.historyRevisions() && oldest < pinned);
  }

  /** How many keys history shows, the newest revision included. */
  int keys() {
    Set<Bytes> keys = new LinkedHashSet<>(state(oldest).keySet());
    retained().forEach(event -> event.changes().forEach(change -> keys.add(change.key())));
    return keys.size();
  }

  /** How many changes history shows. */
  long changes() {
    return retained().stream().mapToLong(event -> event.changes().size()).sum();
  }

  private List<CommitEvent> retained() {
    return events.subList((int) oldest + 1, events.size());
  }

  private long bytes() {
    long bytes = 0;
    for (long revision = oldest + 1; revision <= newest(); revision++) {
      bytes += History.BYTES_PER_COMMIT;
      for (KeyChange change : events.get((int) revision).changes()) {
        bytes += History.BYTES_PER_CHANGE + change.key().size();
        bytes += change.previous() == null ? 0 : change.previous().size();
      }
    }
    return bytes;
  }
}

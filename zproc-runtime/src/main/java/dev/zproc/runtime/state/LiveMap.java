package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Operand;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Relation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.schema.Phrase;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.Held;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The map of an accessor. Its structure key counts the entries; every commit that inserts or
 * removes one adds to it, so that whoever relied on the size or on an absence finds that it has
 * changed.
 *
 * <p>Threads: safe for use by many threads.
 */
final class LiveMap<K, V> extends WritableMap<K, V> {

  final StateSpace<?> space;
  private @Nullable AsyncMap<K, V> async;

  LiveMap(StateSpace<?> space, Slot<V> slot) {
    super(slot);
    this.space = space;
  }

  StateEngine engine() {
    return space.engine();
  }

  @Override
  @Nullable Held fetch(Bytes entry) {
    return Held.of(space.read(entry).entry());
  }

  @Override
  List<Held> fetchAll() {
    List<Held> all = new ArrayList<>();
    for (dev.zproc.runtime.internal.engine.Entry entry : space.range(entries(), 0).entries()) {
      all.add(new Held(entry.key(), entry.value(), entry.modRevision()));
    }
    return all;
  }

  @Override
  List<@Nullable Bytes> fetchEach(List<Bytes> entries) {
    return entries.size() < 2 ? super.fetchEach(entries) : EntryBatch.read(space, entries);
  }

  @Override
  public int size() {
    Held structure = fetch(slot.key);
    return size(structure == null ? null : structure.value);
  }

  @Override
  @Nullable Bytes exchange(Bytes entry, @Nullable Bytes value) {
    CommitResult result =
        space.commit(
            Commit.of(
                Commit.Results.PREVIOUS,
                value == null ? new Operation.Delete(entry) : new Operation.Put(entry, value),
                new Operation.Tally(slot.key, entries())));
    dev.zproc.runtime.internal.engine.Entry previous = result.results().get(0).previous();
    return previous == null ? null : previous.value();
  }

  @Override
  Outcome alter(Bytes entry, boolean likelyAbsent, UnaryOperator<@Nullable Bytes> change) {
    try (Contender contender = new Contender(space, "an update of " + slot)) {
      boolean certain = !likelyAbsent;
      dev.zproc.runtime.internal.engine.Entry found =
          likelyAbsent ? null : space.read(entry).entry();
      while (true) {
        Bytes before = found == null ? null : found.value();
        Bytes after = Computing.apply(space.engine(), entry, slot, change, before);
        if (after == before && certain) {
          return new Outcome(before, before);
        }
        CommitResult result = contender.commit(commit(entry, found, after));
        if (result != null && result.committed()) {
          return new Outcome(before, after);
        }
        // That the guess was wrong is no conflict.
        found =
            certain || result == null ? contender.retry(entry, result) : result.current().get(0);
        certain = true;
      }
    }
  }

  private Commit commit(
      Bytes entry, dev.zproc.runtime.internal.engine.@Nullable Entry found, @Nullable Bytes after) {
    List<Operation> operations = new ArrayList<>(2);
    operations.add(after == null ? new Operation.Delete(entry) : new Operation.Put(entry, after));
    if (found == null != (after == null)) {
      operations.add(new Operation.Add(slot.key, Scalar.of(found == null ? 1 : -1), NONE));
    }
    long revision = found == null ? 0 : found.modRevision();
    return new Commit(
        List.of(new Compare.Revision(entry, revision)), operations, Commit.Results.NONE);
  }

  @Override
  public void clear() {
    if (size() > 0) {
      space.commit(
          Commit.of(
              Commit.Results.NONE,
              new Operation.DeleteRange(entries()),
              new Operation.Put(slot.key, NONE)));
    }
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    batch(Commit.Results.NONE).apply(puts(map));
  }

  List<EntryBatch.Alteration> puts(Map<? extends K, ? extends V> map) {
    List<EntryBatch.Alteration> all = new ArrayList<>(map.size());
    for (Map.Entry<? extends K, ? extends V> each : map.entrySet()) {
      all.add(new EntryBatch.Alteration(entryKey(each.getKey()), null, encode(each.getValue())));
    }
    return all;
  }

  @Override
  public Map<K, V> getAll(Collection<? extends K> keys) {
    if (Computing.isUnderway()) {
      return each(new LinkedHashSet<>(keys));
    }
    return Calls.get(async().getAll(keys));
  }

  /** The same by reads that wait for no turn, which may be this thread's own. */
  private Map<K, V> each(Set<K> keys) {
    List<Bytes> entries = new ArrayList<>(keys.size());
    for (K key : keys) {
      entries.add(entryKey(key));
    }
    Iterator<dev.zproc.runtime.internal.engine.@Nullable Entry> found =
        space.readEach(entries).iterator();
    Map<K, V> copy = new LinkedHashMap<>();
    for (K key : keys) {
      dev.zproc.runtime.internal.engine.Entry entry = found.next();
      if (entry != null) {
        copy.put(key, value(entry));
      }
    }
    return Collections.unmodifiableMap(copy);
  }

  @Override
  public AsyncMap<K, V> async() {
    AsyncMap<K, V> made = async;
    if (made == null) {
      made = new AsyncMap<>(this, space); // two threads may both make one, and either will do
      async = made;
    }
    return made;
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    Objects.requireNonNull(function, "function");
    List<EntryBatch.Alteration> all = new ArrayList<>();
    for (dev.zproc.runtime.internal.engine.Entry each : space.range(entries(), 0).entries()) {
      Bytes after = encode(function.apply(key(each.key()), value(each)));
      all.add(new EntryBatch.Alteration(each.key(), each, after));
    }
    for (EntryBatch.Alteration each : applied(all)) {
      K key = key(each.entry());
      alter(
          each.entry(),
          false,
          before -> before == null ? null : encode(function.apply(key, value(before))));
    }
  }

  @Override
  boolean removeKeys(Collection<?> keys) {
    List<EntryBatch.Alteration> all = new ArrayList<>();
    for (Object key : keys) {
      Bytes entry = entryKeyOf(key);
      if (entry != null) {
        all.add(new EntryBatch.Alteration(entry, null, null));
      }
    }
    EntryBatch batch = batch(Commit.Results.PREVIOUS);
    batch.apply(all);
    return batch.foundAny();
  }

  @Override
  boolean removeWhere(Predicate<Map.Entry<K, V>> filter) {
    List<EntryBatch.Alteration> all = new ArrayList<>();
    for (dev.zproc.runtime.internal.engine.Entry each : space.range(entries(), 0).entries()) {
      if (filter.test(Map.entry(key(each.key()), value(each)))) {
        all.add(new EntryBatch.Alteration(each.key(), each, null));
      }
    }
    List<EntryBatch.Alteration> refused = applied(all);
    boolean removed = refused.size() < all.size();
    for (EntryBatch.Alteration each : refused) {
      K key = key(each.entry());
      Outcome outcome =
          alter(
              each.entry(),
              false,
              before ->
                  before == null || filter.test(Map.entry(key, value(before))) ? null : before);
      removed |= outcome.before() != null && outcome.after() == null;
    }
    return removed;
  }

  private List<EntryBatch.Alteration> applied(List<EntryBatch.Alteration> all) {
    EntryBatch batch = batch(Commit.Results.NONE);
    batch.apply(all);
    return batch.refused();
  }

  EntryBatch batch(Commit.Results results) {
    return new EntryBatch(space, slot.key, entries(), results);
  }

  @Override
  public Condition changed() {
    return new Condition(
        space.engine(),
        new Criterion.Changed(KeySelection.of(slot.range)),
        Phrase.of("changed(" + name() + ")"));
  }

  @Override
  public Condition sizeAtLeast(int least) {
    return size(Relation.GREATER_OR_EQUAL, least);
  }

  @Override
  public Condition sizeAtMost(int most) {
    return size(Relation.LESS_OR_EQUAL, most);
  }

  private Condition size(Relation relation, int size) {
    return new Condition(
        space.engine(),
        new Criterion.Comparison(
            new Operand.Key(slot.key, NONE), relation, new Operand.Literal(Scalar.of(size))),
        Phrase.comparison(name() + ".size()", relation.sign(), "" + size));
  }

  @Override
  public Condition available(K key) {
    return new Condition(
        space.engine(),
        new Criterion.Exists(entryKey(key)),
        Phrase.of("exists(" + shown(key) + ")"));
  }

  @Override
  public Condition absent(K key) {
    return available(key).not();
  }

  @Override
  public Condition changed(K key) {
    return new Condition(
        space.engine(),
        new Criterion.Changed(KeySelection.of(KeyRange.single(entryKey(key)))),
        Phrase.of("changed(" + shown(key) + ")"));
  }

  @Override
  public Condition equalTo(K key, V value) {
    return compare(key, Relation.EQUAL, value);
  }

  @Override
  public Condition notEqualTo(K key, V value) {
    return compare(key, Relation.NOT_EQUAL, value);
  }

  private Condition compare(K key, Relation relation, V value) {
    return new Condition(
        space.engine(),
        new Criterion.Comparison(
            new Operand.Key(entryKey(key), null), relation, new Operand.Literal(encode(value))),
        Phrase.comparison(shown(key), relation.sign(), Phrase.value(value)));
  }

  private String shown(K key) {
    return name() + "[" + Phrase.value(key) + "]";
  }

  @Override
  public void awaitChange(ChangeOption... options) {
    space.awaitChange(Set.of(name()), KeySelection.of(slot.range), Deadline.NEVER, options);
  }

  @Override
  public void awaitChange(Duration timeout, ChangeOption... options) {
    space.awaitChange(
        Set.of(name()), KeySelection.of(slot.range), Deadline.after(timeout), options);
  }
}

package dev.zproc.runtime.internal.store;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.EngineException.Rejected;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeyText;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a commit comes to at the newest revision: its operations, run beside the table. Nothing has
 * happened yet, and nothing does if one is refused.
 *
 * <p>Threads: owned by the store's thread; used once.
 */
public final class Decision {

  /** A key that the commit touches: as it was before, and as it is now. */
  static final class Touched {
    final Bytes key;
    final @Nullable VersionChain chain;
    final @Nullable Entry before;
    @Nullable Entry now;

    Touched(Bytes key, @Nullable VersionChain chain, @Nullable Entry before) {
      this.key = key;
      this.chain = chain;
      this.before = before;
      this.now = before;
    }

    KeyChange change() {
      return new KeyChange(
          key, now == null ? null : now.value(), before == null ? null : before.value());
    }
  }

  private static final Bytes ZERO = Scalar.of(0);

  /** What a key that is touched takes beside its bytes, about. */
  private static final int BYTES_PER_KEY = 64;

  private final KeyTable table;
  private final StoreLimits limits;
  private final long revision;

  /** What was decided before and is not applied; null if that is nothing. */
  private final @Nullable Proposed pending;

  private final List<Touched> touched = new ArrayList<>(1);

  /** Whether others are decided on top of it before it is applied. */
  boolean proposed;

  /** What each operation is told; null if a compare does not hold. */
  private @Nullable List<OperationResult> results;

  /** The entries of the compared keys, if one does not hold. */
  private List<@Nullable Entry> current = List.of();

  /** The same by key; null while there is one operation, which cannot meet another's work. */
  private final @Nullable Map<Bytes, Touched> byKey;

  private Decision(
      KeyTable table,
      @Nullable Proposed pending,
      StoreLimits limits,
      long revision,
      int operations) {
    this.table = table;
    this.pending = pending;
    this.limits = limits;
    this.revision = revision;
    this.byKey = operations > 1 ? new HashMap<>() : null;
  }

  /**
   * Decides what {@code commit} comes to after {@code newest}, or on top of {@code pending}.
   *
   * @throws Rejected as {@link Store#decide} says
   */
  static Decision of(
      Commit commit, KeyTable table, StoreLimits limits, long newest, @Nullable Proposed pending) {
    limits.checkOperations("operations", commit.operations().size());
    limits.checkOperations("compares", commit.compares().size());
    long revision = (pending == null ? newest : pending.revision()) + 1;
    Decision decision = new Decision(table, pending, limits, revision, commit.operations().size());
    decision.run(commit);
    return decision;
  }

  /** The revision that it makes, if it touches a key. */
  public long revision() {
    return revision;
  }

  /** Whether it makes a revision, as one that is refused or touches no key does not. */
  public boolean changes() {
    return !touched.isEmpty();
  }

  /** Makes of changes what a decision would have made of them. */
  static List<Touched> touched(List<EntryChange> changes) {
    List<Touched> all = new ArrayList<>(changes.size());
    for (EntryChange change : changes) {
      Touched each = new Touched(change.key(), null, change.before());
      each.now = change.after();
      all.add(each);
    }
    return all;
  }

  /** What it does to keys, in the order in which its operations first touched them. */
  public List<EntryChange> entries() {
    List<EntryChange> all = new ArrayList<>(touched.size());
    for (Touched each : touched) {
      all.add(new EntryChange(each.key, each.before, each.now));
    }
    return all;
  }

  /**
   * About how many bytes a log has to write of it, and holds until then: what was under its keys,
   * what will be there, and what is told of it.
   */
  public long bytes() {
    long sum = 0;
    for (Touched each : touched) {
      sum += BYTES_PER_KEY + each.key.size() + size(each.before) + size(each.now);
    }
    if (results != null) {
      for (OperationResult each : results) {
        sum += size(each.previous()) + size(each.current());
      }
    }
    for (Entry each : current) {
      sum += size(each);
    }
    return sum;
  }

  private static long size(@Nullable Entry entry) {
    return entry == null ? 0 : entry.value().size();
  }

  /** What is told of it when it is applied. */
  public CommitResult result() {
    List<OperationResult> told = results;
    if (told == null) {
      return new CommitResult(false, revision - 1, List.of(), current);
    }
    return new CommitResult(true, changes() ? revision : revision - 1, told, List.of());
  }

  /** Returns the keys that the operations touched, in the order in which they first did. */
  List<Touched> touched() {
    return touched;
  }

  /** Looks at the compares, and runs the operations if all of them hold. */
  private void run(Commit commit) {
    for (Compare compare : commit.compares()) {
      if (!compare.holds(newest(compare.key()))) {
        refuse(commit.compares());
        return;
      }
    }
    OperationResult[] all = new OperationResult[commit.operations().size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = told(commit.results(), run(commit.operations().get(i)));
    }
    checkState();
    results = List.of(all);
  }

  private static OperationResult told(Commit.Results wanted, OperationResult all) {
    return wanted == Commit.Results.BOTH
        ? all
        : new OperationResult(
            wanted.previous() ? all.previous() : null, wanted.current() ? all.current() : null);
  }

  private OperationResult run(Operation operation) {
    if (operation instanceof Operation.Put put) {
      return write(put.key(), put.value());
    } else if (operation instanceof Operation.Computed computed) {
      return compute(computed);
    } else if (operation instanceof Operation.Delete delete) {
      return new OperationResult(delete(delete.key()), null);
    } else if (operation instanceof Operation.DeleteRange delete) {
      deleteRange(delete.range());
      return new OperationResult(null, null);
    } else if (operation instanceof Operation.Tally tally) {
      return tally(tally);
    }
    throw new IllegalStateException("unknown operation " + operation);
  }

  /** One of these does not hold. */
  private void refuse(List<Compare> compares) {
    @Nullable Entry[] now = new Entry[compares.size()];
    for (int i = 0; i < now.length; i++) {
      now[i] = newest(compares.get(i).key());
    }
    current = Collections.unmodifiableList(Arrays.asList(now));
  }

  /**
   * Checks the size of the state as it would be; what makes it no larger is never refused, or
   * nobody could make room in it.
   */
  private void checkState() {
    long growth = growth();
    long bytes = table.bytes() + (pending == null ? 0 : pending.growth());
    if (growth > 0 && bytes + growth > limits.maxStateBytes()) {
      throw new Rejected(
          "the state would have "
              + (bytes + growth)
              + " bytes, but the limit (maxStateBytes) is "
              + limits.maxStateBytes()
              + "; remove entries, or raise the limit and give the JVM that opened the context more"
              + " heap");
    }
  }

  /** How much more, or less, the newest state takes on the heap afterwards, about. */
  long growth() {
    long growth = 0;
    for (Touched each : touched) {
      growth += KeyTable.growth(each.before, each.now);
    }
    return growth;
  }

  private OperationResult compute(Operation.Computed computed) {
    checkKey(computed.key());
    Entry found = now(computed.key());
    Bytes after = computed.apply(found == null ? computed.initial() : found.value());
    return after == null ? new OperationResult(found, found) : write(computed.key(), after);
  }

  private OperationResult tally(Operation.Tally tally) {
    checkKey(tally.counter());
    int difference = 0;
    for (Touched each : touched) {
      if (tally.range().contains(each.key)) {
        difference += (each.now == null ? 0 : 1) - (each.before == null ? 0 : 1);
      }
    }
    if (difference == 0) {
      Entry found = now(tally.counter());
      return new OperationResult(found, found);
    }
    return compute(new Operation.Add(tally.counter(), Scalar.of(difference), ZERO));
  }

  private OperationResult write(Bytes key, Bytes value) {
    checkKey(key);
    if (value.size() > limits.maxValueBytes()) {
      throw new Rejected(
          "the value for key "
              + KeyText.of(key)
              + " has "
              + value.size()
              + " bytes, but the limit"
              + " (maxValueBytes) is "
              + limits.maxValueBytes()
              + "; split it, or raise the limit");
    }
    Touched at = touch(key);
    Entry previous = at.now;
    Entry written =
        new Entry(key, value, previous == null ? revision : previous.createRevision(), revision);
    at.now = written;
    return new OperationResult(previous, written);
  }

  private @Nullable Entry delete(Bytes key) {
    checkKey(key);
    Entry previous = now(key);
    if (previous != null) {
      touch(key).now = null;
    }
    return previous;
  }

  private void deleteRange(KeyRange range) {
    // What earlier operations made is not in the table yet, so it is looked for by itself.
    for (Touched each : List.copyOf(touched)) {
      if (range.contains(each.key)) {
        each.now = null;
      }
    }
    if (pending == null) {
      table.scan(range, revision, entry -> touch(entry.key()).now = null);
    } else {
      pending.scan(range).forEach(entry -> touch(entry.key()).now = null);
    }
  }

  private void checkKey(Bytes key) {
    if (key.size() > limits.maxKeyBytes()) {
      throw new Rejected(
          "key "
              + KeyText.of(key)
              + " has "
              + key.size()
              + " bytes, but the limit (maxKeyBytes) is "
              + limits.maxKeyBytes()
              + "; use a shorter one, or raise the limit");
    }
  }

  private @Nullable Entry now(Bytes key) {
    Touched at = byKey == null ? null : byKey.get(key);
    return at == null ? newest(key) : at.now;
  }

  private @Nullable Entry newest(Bytes key) {
    return pending == null ? table.newest(key) : pending.newest(key);
  }

  private Touched touch(Bytes key) {
    Touched at = byKey == null ? null : byKey.get(key);
    if (at == null) {
      at = touchFirst(key);
      touched.add(at);
      if (byKey != null) {
        byKey.put(key, at);
      }
    }
    return at;
  }

  private Touched touchFirst(Bytes key) {
    if (pending == null) {
      VersionChain chain = table.chain(key);
      return new Touched(key, chain, KeyTable.newest(chain));
    }
    // Its chain may be another one, or none, by the time that this is applied.
    return new Touched(key, null, pending.newest(key));
  }
}

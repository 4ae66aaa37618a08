package dev.zproc.runtime.internal.engine;

import dev.zproc.runtime.internal.engine.CommitResult.OperationResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Does for an engine that does not {@linkplain StateEngine#computes compute} what its computed
 * operations would do: works them out from the entries that the engine has, and commits puts and
 * deletions under the condition that those have not changed.
 *
 * <p>Threads: not safe; used once, by one thread.
 */
public final class Primitives {

  private static final Bytes ZERO = Scalar.of(0);

  private final Commit commit;
  private final Map<Bytes, @Nullable Entry> before = new LinkedHashMap<>();
  private final Map<Bytes, @Nullable Entry> now = new LinkedHashMap<>();
  private final List<OperationResult> results = new ArrayList<>();

  private Primitives(Commit commit) {
    this.commit = commit;
  }

  /** Whether {@code commit} has an operation that not every engine has. */
  public static boolean needs(Commit commit) {
    for (Operation operation : commit.operations()) {
      if (operation instanceof Operation.Computed || operation instanceof Operation.Tally) {
        return true;
      }
    }
    return false;
  }

  /**
   * Returns the keys and ranges whose entries have to be known to work {@code commit} out, in the
   * order of its operations.
   */
  public static List<KeyRange> reads(Commit commit) {
    List<KeyRange> ranges = new ArrayList<>();
    for (Operation operation : commit.operations()) {
      if (operation instanceof Operation.Put put) {
        ranges.add(KeyRange.single(put.key()));
      } else if (operation instanceof Operation.Delete delete) {
        ranges.add(KeyRange.single(delete.key()));
      } else if (operation instanceof Operation.DeleteRange delete) {
        ranges.add(delete.range());
      } else if (operation instanceof Operation.Computed computed) {
        ranges.add(KeyRange.single(computed.key()));
      } else if (operation instanceof Operation.Tally tally) {
        ranges.add(KeyRange.single(tally.counter()));
      }
    }
    return ranges;
  }

  /**
   * The commit of puts and deletions that does what {@code commit} would, if {@code found} is still
   * so.
   *
   * @param found the entries of {@link #reads}, by key; keys that are not in it are absent
   */
  public static Primitives of(Commit commit, Map<Bytes, Entry> found) {
    Primitives made = new Primitives(commit);
    for (KeyRange range : reads(commit)) {
      if (range.isSingle()) {
        made.before.put(range.from(), found.get(range.from()));
      }
      found.forEach(
          (key, entry) -> {
            if (range.contains(key)) {
              made.before.put(key, entry);
            }
          });
    }
    made.now.putAll(made.before);
    for (Operation operation : commit.operations()) {
      made.results.add(made.run(operation));
    }
    return made;
  }

  private OperationResult run(Operation operation) {
    if (operation instanceof Operation.Put put) {
      return write(put.key(), put.value());
    } else if (operation instanceof Operation.Delete delete) {
      return write(delete.key(), null);
    } else if (operation instanceof Operation.Computed computed) {
      return compute(computed);
    } else if (operation instanceof Operation.Tally tally) {
      return tally(tally);
    }
    KeyRange range = ((Operation.DeleteRange) operation).range();
    now.replaceAll((key, entry) -> range.contains(key) ? null : entry);
    return new OperationResult(null, null);
  }

  private OperationResult write(Bytes key, @Nullable Bytes value) {
    Entry found = now.get(key);
    Entry left = value == null ? null : new Entry(key, value, created(found), 0);
    now.put(key, left);
    return new OperationResult(found, left);
  }

  private static long created(@Nullable Entry found) {
    return found == null ? 0 : found.createRevision();
  }

  private OperationResult compute(Operation.Computed computed) {
    Entry found = now.get(computed.key());
    Bytes after = computed.apply(found == null ? computed.initial() : found.value());
    return after == null ? new OperationResult(found, found) : write(computed.key(), after);
  }

  private OperationResult tally(Operation.Tally tally) {
    int difference = 0;
    for (Map.Entry<Bytes, @Nullable Entry> each : now.entrySet()) {
      if (tally.range().contains(each.getKey())) {
        difference += each.getValue() == null ? 0 : 1;
        difference -= before.get(each.getKey()) == null ? 0 : 1;
      }
    }
    if (difference == 0) {
      Entry found = now.get(tally.counter());
      return new OperationResult(found, found);
    }
    return compute(new Operation.Add(tally.counter(), Scalar.of(difference), ZERO));
  }

  /** The commit to make: its first compares are those of the original. */
  public Commit plain() {
    List<Compare> compares = new ArrayList<>(commit.compares());
    before.forEach(
        (key, entry) ->
            compares.add(new Compare.Revision(key, entry == null ? 0 : entry.modRevision())));
    List<Operation> operations = new ArrayList<>();
    now.forEach(
        (key, entry) -> {
          if (entry != before.get(key)) {
            operations.add(
                entry == null ? new Operation.Delete(key) : new Operation.Put(key, entry.value()));
          }
        });
    return new Commit(compares, operations, Commit.Results.NONE);
  }

  /** Returns what the original commit answers, given the answer to the plain one. */
  public CommitResult result(CommitResult plain) {
    if (!plain.committed()) {
      return new CommitResult(
          false, plain.revision(), List.of(), plain.current().subList(0, commit.compares().size()));
    }
    List<OperationResult> told = new ArrayList<>();
    for (OperationResult each : results) {
      told.add(
          new OperationResult(
              commit.results().previous() ? each.previous() : null,
              commit.results().current() ? revised(each.current(), plain.revision()) : null));
    }
    return new CommitResult(true, plain.revision(), told, List.of());
  }

  /** An entry that the commit wrote has the revision of the commit. */
  private static @Nullable Entry revised(@Nullable Entry entry, long revision) {
    if (entry == null || entry.modRevision() != 0) {
      return entry;
    }
    long created = entry.createRevision() == 0 ? revision : entry.createRevision();
    return new Entry(entry.key(), entry.value(), created, revision);
  }

  /**
   * Whether an answer of no says that the entries had changed, rather than that a compare of the
   * original did not hold.
   */
  public boolean isConflict(CommitResult plain) {
    if (plain.committed()) {
      return false;
    }
    for (int i = 0; i < commit.compares().size(); i++) {
      if (!commit.compares().get(i).holds(plain.current().get(i))) {
        return false;
      }
    }
    return true;
  }
}

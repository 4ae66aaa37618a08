package dev.zproc.runtime.state;

import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.wait.Calls;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Changes of many entries of a map in few commits, and reads of many: as many in each as is
 * reasonable, or as the server allows. Each commit happens as a whole, all of them together do not.
 *
 * <p>Threads: not safe; used by the thread that changes the map.
 */
final class EntryBatch {

  private static final int MOST = 2_000;
  private static final int MOST_BYTES = 1 << 20;

  /**
   * One change.
   *
   * @param expected the entry as it must still be; null if that does not matter
   * @param after the value; null for none
   */
  record Alteration(Bytes entry, @Nullable Entry expected, @Nullable Bytes after) {

    private int size() {
      return entry.size() + (after == null ? 0 : after.size());
    }
  }

  private final StateSpace<?> space;
  private final Bytes structure;
  private final KeyRange entries;
  private final Commit.Results results;

  private final List<Alteration> refused = new ArrayList<>();
  private boolean changed;

  /**
   * @param structure the structure key of the map
   * @param results whether {@link #foundAny} is to be known
   */
  EntryBatch(StateSpace<?> space, Bytes structure, KeyRange entries, Commit.Results results) {
    this.space = space;
    this.structure = structure;
    this.entries = entries;
    this.results = results;
  }

  /** Makes these changes, but for {@link #refused}; all commits are underway at a time. */
  void apply(List<Alteration> all) {
    List<CompletableFuture<CommitResult>> answers = new ArrayList<>();
    List<List<Alteration>> cut = cut(all);
    for (List<Alteration> some : cut) {
      answers.add(begin(some));
    }
    RuntimeException failure = null;
    for (int i = 0; i < answers.size(); i++) {
      try {
        end(cut.get(i), answers.get(i));
      } catch (RuntimeException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** The same without waiting. */
  CompletableFuture<Void> applyAsync(List<Alteration> all) {
    List<CompletableFuture<CommitResult>> answers = new ArrayList<>();
    for (List<Alteration> some : cut(all)) {
      answers.add(beginOrHalve(some));
    }
    return CompletableFuture.allOf(answers.toArray(CompletableFuture[]::new));
  }

  private CompletableFuture<CommitResult> beginOrHalve(List<Alteration> some) {
    return begin(some)
        .exceptionallyCompose(
            failure -> {
              if (!(failure instanceof LimitExceededException) || some.size() == 1) {
                return CompletableFuture.failedFuture(failure);
              }
              int half = some.size() / 2;
              return beginOrHalve(some.subList(0, half))
                  .thenCombine(
                      beginOrHalve(some.subList(half, some.size())), (first, second) -> second);
            });
  }

  /** Cuts the changes into those of one commit each. */
  private static List<List<Alteration>> cut(List<Alteration> all) {
    List<List<Alteration>> cut = new ArrayList<>();
    int from = 0;
    long bytes = 0;
    for (int i = 0; i < all.size(); i++) {
      bytes += all.get(i).size();
      if (i > from && (i - from == MOST || bytes > MOST_BYTES)) {
        cut.add(all.subList(from, i));
        from = i;
        bytes = all.get(i).size();
      }
    }
    if (from < all.size()) {
      cut.add(all.subList(from, all.size()));
    }
    return cut;
  }

  /** Those that were not made, since some entry of their commit was not as expected any more. */
  List<Alteration> refused() {
    return refused;
  }

  /** Whether an entry was there before it was changed. */
  boolean foundAny() {
    return changed;
  }

  /**
   * Returns the value of each of {@code keys}, null where there is none: thousands of them as of
   * one revision, but not all. Inside the function of an update each is as of a revision of its
   * own: a commit of this process may wait there until the turn ends that the function has.
   */
  static List<@Nullable Bytes> read(StateSpace<?> space, List<Bytes> keys) {
    List<@Nullable Bytes> values = new ArrayList<>(keys.size());
    if (Computing.isUnderway()) {
      for (Entry entry : space.readEach(keys)) {
        values.add(entry == null ? null : entry.value());
      }
      return values;
    }
    for (int from = 0; from < keys.size(); from += MOST) {
      read(space, keys.subList(from, Math.min(from + MOST, keys.size())), values);
    }
    return values;
  }

  /** By a commit that writes nothing: it happens if none is there, and else tells which are. */
  private static void read(StateSpace<?> space, List<Bytes> some, List<@Nullable Bytes> values) {
    List<Compare> absent = new ArrayList<>(some.size());
    for (Bytes key : some) {
      absent.add(new Compare.Revision(key, 0));
    }
    CommitResult result;
    try {
      result = space.commit(new Commit(absent, List.of(), Commit.Results.NONE));
    } catch (LimitExceededException e) {
      if (some.size() == 1) {
        throw e;
      }
      int half = some.size() / 2;
      read(space, some.subList(0, half), values);
      read(space, some.subList(half, some.size()), values);
      return;
    }
    for (int i = 0; i < some.size(); i++) {
      Entry entry = result.committed() ? null : result.current().get(i);
      values.add(entry == null ? null : entry.value());
    }
  }

  private CompletableFuture<CommitResult> begin(List<Alteration> some) {
    List<Compare> compares = new ArrayList<>();
    List<Operation> operations = new ArrayList<>(some.size() + 1);
    for (Alteration each : some) {
      Entry expected = each.expected();
      if (expected != null) {
        compares.add(new Compare.Revision(each.entry(), expected.modRevision()));
      }
      Bytes after = each.after();
      operations.add(
          after == null
              ? new Operation.Delete(each.entry())
              : new Operation.Put(each.entry(), after));
    }
    operations.add(new Operation.Tally(structure, entries));
    return space.async().commit(new Commit(compares, operations, results), Function.identity());
  }

  private void end(List<Alteration> some, CompletableFuture<CommitResult> answer) {
    CommitResult result;
    try {
      result = Calls.get(answer);
    } catch (LimitExceededException e) {
      if (some.size() == 1) {
        throw e;
      }
      // The server's limits may be lower than what is usual: less at a time.
      List<Alteration> first = some.subList(0, some.size() / 2);
      List<Alteration> second = some.subList(some.size() / 2, some.size());
      end(first, begin(first));
      end(second, begin(second));
      return;
    }
    if (!result.committed()) {
      refused.addAll(some);
    } else if (results.previous()) {
      for (int i = 0; i < some.size(); i++) {
        changed |= result.results().get(i).previous() != null;
      }
    }
  }
}

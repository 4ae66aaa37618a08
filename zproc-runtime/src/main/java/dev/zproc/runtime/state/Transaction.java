package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.schema.Slot;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.internal.wait.Failures;
import dev.zproc.runtime.internal.wait.Held;
import dev.zproc.runtime.internal.wait.Schedule;
import dev.zproc.runtime.internal.wait.TransactionGuard;
import dev.zproc.runtime.spi.DraftView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a transaction: reads are as of one revision, that of the first read, or in a turn,
 * where nobody else changes what was read; writes are kept back until the end, when all are
 * committed together if nothing that was read has changed.
 *
 * <p>Threads: not safe; used by the thread that runs it.
 */
final class Transaction implements DraftView {

  /** How many reads may be under way at a time. */
  private static final int AHEAD = 500;

  private final StateSpace<?> space;
  private final Thread owner = Thread.currentThread();
  private final Contender contender;
  private final Set<KeyRange> scanned = new LinkedHashSet<>();
  private final Map<Bytes, @Nullable Entry> reads = new LinkedHashMap<>();
  private final Map<Bytes, @Nullable Bytes> writes = new LinkedHashMap<>();
  private final Map<Bytes, Integer> resized = new LinkedHashMap<>();
  private long revision;
  private boolean conflicted;
  private boolean ended;

  private Transaction(StateSpace<?> space, Contender contender) {
    this.space = space;
    this.contender = contender;
  }

  /** Thrown through the user's code when this attempt can lead nowhere. */
  private static final class Conflict extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Conflict() {
      super(
          "this transaction is about to be run again; let this exception pass", null, false, false);
    }
  }

  /** Runs {@code body} until an attempt could be committed. */
  static <D, T extends @Nullable Object> T run(
      StateSpace<?> space, Function<DraftView, D> drafts, Function<? super D, ? extends T> body) {
    Schedule.step(); // and then nobody comes between
    try (Contender contender = new Contender(space, "a transaction on " + space.namespace.name)) {
      while (true) {
        Transaction attempt = new Transaction(space, contender);
        T result = attempt.run(drafts, body);
        if (!attempt.conflicted && attempt.commit()) {
          return result;
        }
        contender.retry(attempt::ranges);
      }
    }
  }

  private <D, T extends @Nullable Object> @Nullable T run(
      Function<DraftView, D> drafts, Function<? super D, ? extends T> body) {
    try {
      return TransactionGuard.inside(() -> body.apply(drafts.apply(this)));
    } catch (RuntimeException e) {
      if (conflicted) {
        return null; // whatever the body has made of it
      }
      throw e;
    } finally {
      ended = true;
    }
  }

  /** What was read, which the next attempt will probably read again. */
  private List<KeyRange> ranges() {
    return Contender.ranges(reads.keySet(), scanned);
  }

  private boolean commit() {
    List<Operation> operations = new ArrayList<>();
    writes.forEach(
        (key, value) ->
            operations.add(
                value == null ? new Operation.Delete(key) : new Operation.Put(key, value)));
    resized.forEach(
        (key, delta) -> {
          if (delta != 0) {
            operations.add(new Operation.Add(key, Scalar.of(delta.intValue()), MapBase.NONE));
          }
        });
    if (operations.isEmpty()) {
      // What was read was so at one revision: there is nothing to check.
      space.cursors.saw(revision);
      return true;
    }
    List<Compare> compares = new ArrayList<>();
    reads.forEach(
        (key, entry) ->
            compares.add(new Compare.Revision(key, entry == null ? 0 : entry.modRevision())));
    CommitResult result = contender.commit(new Commit(compares, operations, Commit.Results.NONE));
    return result != null && result.committed();
  }

  @Nullable Bytes read(Bytes key) {
    Held held = readHeld(key);
    return held == null ? null : held.value;
  }

  /** The same, with the revision that has written it: 0 if this transaction has. */
  @Nullable Held readHeld(Bytes key) {
    checkUse();
    if (writes.containsKey(key)) {
      Bytes written = writes.get(key);
      return written == null ? null : new Held(key, written, 0);
    }
    Entry entry;
    if (reads.containsKey(key)) {
      entry = reads.get(key);
    } else {
      entry = fetch(key);
      reads.put(key, entry);
    }
    return Held.of(entry);
  }

  /**
   * Reads keys that are about to be read, many at once. Does nothing in a turn, which begins with
   * what the attempts before it have read.
   */
  void readAhead(List<Bytes> keys) {
    checkUse();
    List<Bytes> unknown = new ArrayList<>();
    for (Bytes key : new LinkedHashSet<>(keys)) {
      if (!writes.containsKey(key) && !reads.containsKey(key)) {
        unknown.add(key);
      }
    }
    if (unknown.size() < 2 || contender.isInTurn() || contender.isLost()) {
      return;
    }
    Bytes first = unknown.get(0);
    reads.put(first, fetch(first)); // fixes the revision of the others
    for (int from = 1; from < unknown.size(); from += AHEAD) {
      List<Bytes> some = unknown.subList(from, Math.min(from + AHEAD, unknown.size()));
      List<CompletableFuture<RangeResult>> answers = new ArrayList<>(some.size());
      for (Bytes key : some) {
        answers.add(space.engine().range(KeyRange.single(key), revision));
      }
      for (int i = 0; i < answers.size(); i++) {
        List<Entry> found = asOfRevision(answers.get(i));
        reads.put(some.get(i), found.isEmpty() ? null : found.get(0));
      }
    }
  }

  private @Nullable Entry fetch(Bytes key) {
    if (revision == 0 && !contender.isInTurn() && !space.isBehindCommits()) {
      ReadResult first = Calls.get(space.engine().read(key));
      revision = first.revision();
      return first.entry();
    }
    List<Entry> found = range(KeyRange.single(key));
    return found.isEmpty() ? null : found.get(0);
  }

  private List<Entry> range(KeyRange range) {
    return contender.isInTurn() || contender.isLost()
        ? undisturbed(range)
        : asOfRevision(space.engine().range(range, revision == 0 ? begin() : revision));
  }

  /** Where the first read is. */
  private long begin() {
    return space.isBehindCommits() ? StateEngine.AFTER_OWN : 0;
  }

  /** In a turn all that was read stays as it is, so the newest revision is that of all reads. */
  private List<Entry> undisturbed(KeyRange range) {
    try {
      if (!contender.isLost()) {
        return contender.range(range);
      }
    } catch (EngineException.TurnOver over) {
      // As below.
    }
    conflicted = true;
    throw new Conflict();
  }

  private List<Entry> asOfRevision(CompletableFuture<RangeResult> answer) {
    RangeResult result;
    try {
      result = answer.join();
    } catch (CompletionException failure) {
      if (isGone(failure)) {
        conflicted = true;
        throw new Conflict();
      }
      throw Failures.of(failure);
    }
    revision = result.revision();
    return result.entries();
  }

  private static boolean isGone(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof EngineException.Gone;
  }

  /**
   * The entries of a range with what was written over them, in order; each joins the transaction.
   */
  List<Held> readAll(KeyRange range) {
    checkUse();
    TreeMap<Bytes, Held> all = new TreeMap<>();
    scanned.add(range);
    for (Entry entry : range(range)) {
      reads.putIfAbsent(entry.key(), entry);
      all.put(entry.key(), new Held(entry.key(), entry.value(), entry.modRevision()));
    }
    writes.forEach(
        (key, value) -> {
          if (range.contains(key)) {
            if (value == null) {
              all.remove(key);
            } else {
              all.put(key, new Held(key, value, 0));
            }
          }
        });
    return new ArrayList<>(all.values());
  }

  /** How many entries the map with this structure key has; joins the transaction. */
  int readSize(Bytes structure) {
    return MapBase.size(read(structure)) + resized.getOrDefault(structure, 0);
  }

  /** The new value of {@code key}, which the function that makes it must not write itself. */
  @Nullable Bytes computing(
      Bytes key, Slot<?> slot, UnaryOperator<@Nullable Bytes> change, @Nullable Bytes before) {
    return Computing.apply(space.engine(), key, slot, change, before);
  }

  void write(Bytes key, @Nullable Bytes value) {
    checkUse();
    Computing.check(space.engine(), key);
    writes.put(key, value);
  }

  /** Notes that entries were inserted or removed. */
  void resize(Bytes structure, int by) {
    resized.merge(structure, by, Integer::sum);
  }

  private void checkUse() {
    if (ended) {
      throw new IllegalStateException(
          "the transaction of this draft has ended; a draft is of use inside atomically(...) only");
    }
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "a draft belongs to the thread that runs the transaction, " + owner.getName());
    }
  }

  // The draft asks for each key as its schema declares it.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  @Override
  public <T> T get(int key) {
    Slot<?> slot = space.namespace.slot(key);
    if (slot.isMap()) {
      checkUse();
      return (T) new TransactionMap<>(this, slot);
    }
    @Nullable Object value = slot.decode(readHeld(slot.key));
    return (T) value;
  }

  @Override
  public void set(int key, @Nullable Object value) {
    set(space.namespace.slot(key), value);
  }

  // The draft gives each key a value as its schema declares it.
  @SuppressWarnings("unchecked")
  private <T> void set(Slot<T> slot, @Nullable Object value) {
    if (slot.isMap()) {
      throw new IllegalArgumentException(slot + " is a map; write to its entries");
    }
    write(slot.key, slot.encode((T) value));
  }
}

package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.codec.Codecs;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.schema.Slot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the asynchronous views of the cells of all types can do.
 *
 * <p>A call returns at once, and its future is complete when the answer is there; in which order
 * calls are done, and what bounds them, says {@link dev.zproc.runtime.state}. A future fails with
 * what the blocking call would have thrown; {@code join} wraps it in a {@link
 * java.util.concurrent.CompletionException}, as always.
 *
 * <p>Threads: safe for use by many threads.
 */
abstract class AbstractAsyncCell<T> {

  final AbstractCell<T> cell;
  final StateSpace<?> space;
  final Slot<T> slot;

  private final Function<ReadResult, @Nullable T> value;
  private final Function<CommitResult, @Nullable T> previous;
  private final Function<CommitResult, @Nullable T> current;

  AbstractAsyncCell(AbstractCell<T> cell) {
    this.cell = cell;
    this.space = cell.space;
    this.slot = cell.slot;
    this.value = found -> decode(found.entry());
    this.previous = done -> decode(done.results().get(0).previous());
    this.current = done -> decode(done.results().get(0).current());
  }

  /** Whether somebody has set the key; until then it reads as its initial value. */
  public final CompletableFuture<Boolean> exists() {
    return space.async().read(slot.key, found -> found.entry() != null);
  }

  /** The revision of the last write of the key, or 0 if it is unset. */
  public final CompletableFuture<Long> revision() {
    return space
        .async()
        .read(
            slot.key,
            found -> {
              Entry entry = found.entry();
              return entry == null ? 0 : entry.modRevision();
            });
  }

  /** Unsets the key, so that it reads as its initial value again; tells whether it was set. */
  public final CompletableFuture<Boolean> remove() {
    return space
        .async()
        .commit(
            Commit.of(Commit.Results.PREVIOUS, new Operation.Delete(slot.key)),
            done -> done.results().get(0).previous() != null);
  }

  private @Nullable T decode(@Nullable Entry entry) {
    return slot.decode(entry);
  }

  final CompletableFuture<T> read() {
    return space.async().read(slot.key, value);
  }

  final CompletableFuture<Void> write(@Nullable T written) {
    return run(cell.writing(written));
  }

  final CompletableFuture<Void> run(Operation operation) {
    return space.async().commit(Commit.of(Commit.Results.NONE, operation), AsyncCalls.NOTHING);
  }

  final CompletableFuture<T> readAndWrite(@Nullable T written) {
    return space
        .async()
        .commit(Commit.of(Commit.Results.PREVIOUS, cell.writing(written)), previous);
  }

  final CompletableFuture<T> add(Bytes delta) {
    return compute(new Operation.Add(slot.key, delta, cell.start()));
  }

  final CompletableFuture<T> min(Bytes bound) {
    return compute(new Operation.Min(slot.key, bound, cell.start()));
  }

  final CompletableFuture<T> max(Bytes bound) {
    return compute(new Operation.Max(slot.key, bound, cell.start()));
  }

  private CompletableFuture<T> compute(Operation operation) {
    return space.async().commit(Commit.of(Commit.Results.CURRENT, operation), current);
  }

  /**
   * Writes if the key has the bytes of {@code expected}, or is unset and reads as that. Where it
   * has others that are equal all the same, it takes another round trip.
   */
  final CompletableFuture<Boolean> replace(@Nullable T expected, @Nullable T written) {
    Operation write = cell.writing(written);
    Bytes bytes = slot.bytesOrNull(expected);
    if (bytes == null && !(expected == null && slot.isNullable())) {
      return CompletableFuture.completedFuture(false);
    }
    boolean initial = bytes != null && bytes.equals(slot.initialBytes());
    Commit ifValue =
        new Commit(
            List.of(new Compare.Value(slot.key, bytes, initial)),
            List.of(write),
            Commit.Results.NONE);
    if (bytes == null || Codecs.isScalar(slot.type.codec())) {
      return space.async().commit(ifValue, CommitResult::committed);
    }
    return space
        .async()
        .commit(ifValue, Function.<CommitResult>identity())
        .thenCompose(result -> replaced(result, expected, bytes, write));
  }

  private CompletableFuture<Boolean> replaced(
      CommitResult result, @Nullable T expected, @Nullable Bytes bytes, Operation write) {
    if (result.committed()) {
      return CompletableFuture.completedFuture(true);
    }
    Entry entry = result.current().get(0);
    if (!slot.isSame(entry == null ? null : entry.value(), expected, bytes)) {
      return CompletableFuture.completedFuture(false);
    }
    return space
        .async()
        .commit(cell.commitIf(entry, write), Function.<CommitResult>identity())
        .thenCompose(again -> replaced(again, expected, bytes, write));
  }

  /** The key and its namespace. */
  @Override
  public final String toString() {
    return slot.toString();
  }
}

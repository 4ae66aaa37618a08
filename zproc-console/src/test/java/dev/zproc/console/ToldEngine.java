package dev.zproc.console;

import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.engine.Usage;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** An engine that keeps nothing: its watch is told what a test says, however much that is. */
final class ToldEngine implements StateEngine {

  /** What a range has in it. */
  List<Entry> entries = List.of();

  long revision = 1;
  private @Nullable WatchListener listener;

  /** A commit. */
  void tell(List<KeyChange> changes) {
    revision++;
    WatchListener told = listener;
    if (told != null) {
      told.onEvent(new CommitEvent(revision, 0, changes));
    }
  }

  @Override
  public void range(KeyRange range, long at, Answer<RangeResult> answer) {
    answer.done(new RangeResult(entries, revision));
  }

  @Override
  public Subscription watch(WatchSpec spec, long credit, WatchListener told) {
    listener = told;
    return new Subscription() {
      @Override
      public void request(long events) {}

      @Override
      public void cancel() {
        listener = null;
      }
    };
  }

  @Override
  public long session() {
    return 1;
  }

  @Override
  public int maxRequests() {
    return 1;
  }

  @Override
  public @Nullable ReadResult peek(Bytes key) {
    return null;
  }

  @Override
  public void read(Bytes key, Answer<ReadResult> answer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void commit(Commit commit, Answer<CommitResult> answer) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Usage> usage() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Subscription await(ConditionSpec spec, long credit, MatchListener matches) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompletableFuture<Turn> takeTurn(List<KeyRange> expected) {
    throw new UnsupportedOperationException();
  }
}

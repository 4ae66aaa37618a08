package dev.zproc.runtime.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Sequence;
import dev.zproc.runtime.internal.journal.BatchOutcome;
import dev.zproc.runtime.internal.journal.CommitLog;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What commits come to holds no more than may wait, however little they bring themselves. */
class DecidedBytesTest {

  private static final int LIST_BYTES = 100_000;
  private static final int MAX_BYTES = 1 << 20;
  private static final int MAX_COMMIT_BYTES = 8 * LIST_BYTES;
  private static final Bytes LIST = Bytes.utf8("list");
  private static final Bytes LARGE =
      Sequence.append(Sequence.EMPTY, Bytes.wrap(new byte[LIST_BYTES]), 1);

  /** Takes everything when it is told to. */
  private static final class Waiting implements CommitLog {
    final List<List<Decided>> batches = new ArrayList<>();
    private @Nullable Consumer<BatchOutcome> to;

    @Override
    public void take(List<Decided> batch, long oldest, Consumer<BatchOutcome> answer) {
      batches.add(batch);
      to = answer;
    }

    void answer() {
      Consumer<BatchOutcome> now = to;
      to = null;
      if (now != null) {
        now.accept(BatchOutcome.all(batches.get(batches.size() - 1).size()));
      }
    }

    @Override
    public long maxCommitBytes() {
      return MAX_COMMIT_BYTES;
    }

    @Override
    public void close() {}
  }

  private final Waiting log = new Waiting();
  private final Store store = new Store(StoreLimits.defaults(), SharedLogTest.NOBODY, 1);
  private final Commits commits = new Commits(store, log, MAX_BYTES, () -> {});
  private final List<Reply> replies = new ArrayList<>();

  private void make(Operation operation) {
    Commit commit = new Commit(List.of(), List.of(operation), Commit.Results.NONE);
    assertThat(commits.make(1, commit, replies::add)).isNull();
  }

  private void finish() {
    while (!commits.isIdle()) {
      commits.handOver();
      log.answer();
      commits.collect();
    }
  }

  private static Operation append(int number) {
    return new Operation.Append(LIST, Bytes.utf8("" + number), Integer.MAX_VALUE, Sequence.EMPTY);
  }

  private static long held(List<Decided> batch) {
    long sum = 0;
    for (Decided each : batch) {
      Entry after = each.changes().get(0).after();
      sum += after == null ? 0 : after.value().size();
    }
    return sum;
  }

  @Test
  void copiesOfAListAreMadeAsThereIsRoomForThem() {
    make(new Operation.Put(LIST, LARGE));
    finish();
    log.batches.clear();
    replies.clear();
    for (int i = 0; i < 200; i++) {
      make(append(i));
    }
    assertThat(commits.queuedBytes()).isLessThan(2 * MAX_BYTES);
    finish();
    assertThat(log.batches).allMatch(batch -> held(batch) <= MAX_BYTES + LIST_BYTES);
    assertThat(log.batches).hasSizeBetween(20, 100);
    assertThat(replies).hasSize(200).allMatch(reply -> reply instanceof Reply.Committed);
    Entry list = store.read(LIST).entry();
    assertThat(list).isNotNull();
    int elements = Sequence.forEach(list.value().shared(), (start, from, length) -> {});
    assertThat(elements).isEqualTo(201);
    assertThat(commits.queuedBytes()).isZero();
    assertThat(commits.isWaiting(1)).isFalse();
  }

  @Test
  void whatIsTooLargeForTheLogIsRefusedAndNothingElse() {
    for (int i = 0; i < 10; i++) {
      make(new Operation.Put(Bytes.utf8("key" + i), Bytes.wrap(new byte[LIST_BYTES])));
      finish();
    }
    Operation clear = new Operation.DeleteRange(KeyRange.prefix(Bytes.utf8("key")));
    assertThatThrownBy(() -> make(clear))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining("may change " + MAX_COMMIT_BYTES)
        .hasMessageContaining("fewer entries at a time");
    make(new Operation.Put(LIST, LARGE));
    finish();
    replies.clear();
    // Where it has to wait to be decided it is told in its place.
    for (int i = 0; i < 20; i++) {
      make(append(i));
    }
    make(clear);
    make(append(20));
    finish();
    assertThat(replies).hasSize(22);
    assertThat(replies.remove(20))
        .isInstanceOfSatisfying(
            Reply.Failed.class,
            failed -> assertThat(failed.cause()).isEqualTo(Reply.Cause.REJECTED));
    assertThat(replies).allMatch(reply -> reply instanceof Reply.Committed);
  }
}

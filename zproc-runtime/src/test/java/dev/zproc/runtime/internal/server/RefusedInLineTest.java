package dev.zproc.runtime.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
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

/**
 * Who is refused for what was only proposed is told when that is done, and goes on if it is not.
 */
class RefusedInLineTest {

  private static final Bytes KEY = Bytes.utf8("key");
  private static final Bytes LARGE = Bytes.utf8("large");
  private static final int MAX_BYTES = 3_000;
  private static final int MAX_BATCH_BYTES = 10_000;

  private final List<List<Decided>> batches = new ArrayList<>();
  private @Nullable Consumer<BatchOutcome> asked;
  private final List<String> told = new ArrayList<>();
  private final Store store = new Store(StoreLimits.defaults(), SharedLogTest.NOBODY, 1);
  private final Commits commits = new Commits(store, new Log(), MAX_BYTES, () -> {});

  /** Answers when it is told to. */
  private final class Log implements CommitLog {

    @Override
    public void take(List<Decided> batch, long oldest, Consumer<BatchOutcome> answer) {
      batches.add(batch);
      asked = answer;
    }

    @Override
    public long maxCommitBytes() {
      return MAX_BATCH_BYTES;
    }

    @Override
    public void close() {}
  }

  private void make(String who, Operation... operations) {
    assertThat(
            commits.make(
                who.hashCode(),
                Commit.of(Commit.Results.NONE, operations),
                reply -> told.add(who + " " + name(reply))))
        .isNull();
  }

  private static String name(Reply reply) {
    return reply instanceof Reply.Failed failed
        ? failed.cause().name()
        : reply.getClass().getSimpleName();
  }

  private static Operation text() {
    return new Operation.Put(KEY, Bytes.utf8("text"));
  }

  private static Operation add() {
    return new Operation.Add(KEY, Scalar.of(1L), Scalar.of(0L));
  }

  private void answer(BatchOutcome outcome) {
    Consumer<BatchOutcome> to = asked;
    asked = null;
    assertThat(to).isNotNull();
    to.accept(outcome);
    commits.collect();
    commits.handOver();
  }

  @Test
  void isToldOnceThatIsDone() {
    make("first", text());
    make("second", add());
    commits.handOver();
    assertThat(told).isEmpty();
    answer(BatchOutcome.all(1));
    assertThat(told).containsExactly("first Committed", "second VALUE");
    assertThat(commits.queuedBytes()).isZero();
  }

  @Test
  void isNotDoneEitherIfThatIsNot() {
    make("first", text());
    make("second", add());
    make("third", new Operation.Put(LARGE, Bytes.utf8("")));
    commits.handOver();
    answer(BatchOutcome.failed("the disk is full"));
    assertThat(told).containsExactly("first NOT_STORED", "second NOT_STORED", "third NOT_STORED");
    assertThat(commits.queuedBytes()).isZero();
  }

  @Test
  void goesOnIfNothingBehindItWasGiven() {
    store.commit(1, Commit.of(new Operation.Put(LARGE, Bytes.wrap(new byte[2 * MAX_BYTES]))));
    make("before", new Operation.Delete(LARGE));
    commits.handOver();
    make("first", text());
    make("second", add());
    answer(BatchOutcome.all(1));
    assertThat(told).as("the second was refused, and not told").containsExactly("before Committed");
    answer(BatchOutcome.failed("the disk is full"));
    answer(BatchOutcome.all(1));
    assertThat(told).containsExactly("before Committed", "first NOT_STORED", "second Committed");
    assertThat(commits.queuedBytes()).isZero();
  }

  @Test
  void aBatchIsNoLargerThanWhatALogTakesAtOnce() {
    Commits many = new Commits(store, new Log(), 100 * MAX_BATCH_BYTES, () -> {});
    for (int i = 0; i < 10; i++) {
      Operation put = new Operation.Put(LARGE, Bytes.wrap(new byte[MAX_BATCH_BYTES / 4]));
      many.make(1, Commit.of(Commit.Results.NONE, put), reply -> {});
    }
    while (!many.isIdle()) {
      many.handOver();
      Consumer<BatchOutcome> to = asked;
      assertThat(to).isNotNull();
      to.accept(BatchOutcome.all(batches.get(batches.size() - 1).size()));
      many.collect();
    }
    assertThat(batches).hasSizeGreaterThan(4).allMatch(batch -> batch.size() <= 3);
  }

  @Test
  void aReadThatWaitsCountsForWhatItCompares() {
    make("first", text());
    Compare large = new Compare.Value(KEY, Bytes.wrap(new byte[MAX_BYTES / 2]));
    long before = commits.queuedBytes();
    commits.make(
        "first".hashCode(), new Commit(List.of(large), List.of()), reply -> told.add("read"));
    assertThat(commits.queuedBytes() - before).isGreaterThan(MAX_BYTES / 2);
  }
}

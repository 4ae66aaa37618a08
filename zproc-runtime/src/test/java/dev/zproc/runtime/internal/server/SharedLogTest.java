package dev.zproc.runtime.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.EntryChange;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.BatchOutcome;
import dev.zproc.runtime.internal.journal.CommitLog;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.store.WatchKey;
import dev.zproc.runtime.internal.store.WatchSink;
import dev.zproc.runtime.internal.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A log that answers later, takes a part of a batch, refuses because others were faster, and has no
 * room at times: what it took is applied, once and in order, and nobody sees anything else.
 */
class SharedLogTest {

  private static final Bytes COUNTER = Bytes.utf8("counter");

  /** A log that keeps what it takes, and takes what a random number says. */
  private static final class Moody implements CommitLog {
    private final @Nullable Random random;
    final List<Decided> taken = new ArrayList<>();
    private @Nullable Runnable answer;

    /** One that takes everything, if it has no dice. */
    Moody(@Nullable Random random) {
      this.random = random;
    }

    @Override
    public void take(List<Decided> batch, long oldest, Consumer<BatchOutcome> to) {
      assertThat(answer).as("one batch at a time").isNull();
      boolean whole = random == null || random.nextBoolean();
      int count = whole ? batch.size() : random.nextInt(batch.size() + 1);
      boolean fails = random != null && random.nextInt(4) == 0;
      answer =
          () -> {
            taken.addAll(batch.subList(0, count));
            boolean all = count == batch.size();
            to.accept(
                new BatchOutcome(
                    count,
                    fails ? BatchOutcome.Rest.FAILED : BatchOutcome.Rest.AGAIN,
                    all ? "" : "full"));
          };
    }

    void answer() {
      Runnable now = answer;
      answer = null;
      if (now != null) {
        now.run();
      }
    }

    @Override
    public void close() {}
  }

  static final WatchSink NOBODY =
      new WatchSink() {
        @Override
        public void event(WatchKey key, CommitEvent event) {}

        @Override
        public void match(WatchKey key, Match match) {}

        @Override
        public void gone(WatchKey key, long oldest) {}

        @Override
        public void ended(WatchKey key) {}
      };

  @Test
  void whatWasTakenIsAppliedOnceAndInOrder() {
    for (long seed = 1; seed <= 200; seed++) {
      run(seed);
    }
  }

  private void run(long seed) {
    Random random = new Random(seed);
    Moody log = new Moody(new Random(seed));
    Store store = new Store(StoreLimits.defaults(), NOBODY, 1);
    Commits commits = new Commits(store, log, 1 << 20, () -> {});
    List<Long> told = new ArrayList<>();
    List<Long> read = new ArrayList<>();
    int[] failed = new int[1];
    int asked = 0;
    for (int i = 0; i < 300; i++) {
      int action = random.nextInt(4);
      if (action < 2) {
        asked++;
        long before = store.revision();
        commits.make(1, increment(), reply -> note(reply, told, failed));
        assertThat(store.revision()).as("applied before it lasts").isEqualTo(before);
        // What the same session reads then comes after it.
        int commitsBefore = asked;
        commits.after(
            1,
            () -> {
              assertThat(told.size() + failed[0]).isGreaterThanOrEqualTo(commitsBefore);
              read.add(counter(store));
            });
      } else if (action == 2) {
        commits.handOver();
      } else {
        log.answer();
        commits.collect();
      }
    }
    while (!commits.isIdle()) {
      commits.handOver();
      log.answer();
      commits.collect();
    }
    assertThat(told.size() + failed[0]).as("seed %s", seed).isEqualTo(asked);
    for (int i = 0; i < told.size(); i++) {
      assertThat(told.get(i)).as("seed %s", seed).isEqualTo(i + 1L);
    }
    assertThat(read).hasSize(asked).isSorted();
    assertThat(counter(store)).isEqualTo(told.size());
    assertThat(store.revision()).isEqualTo(1 + told.size());
    Store again = new Store(StoreLimits.defaults(), NOBODY, 1);
    for (Decided commit : log.taken) {
      again.replay(commit.origin(), commit.revision(), commit.changes());
    }
    assertThat(counter(again)).isEqualTo(counter(store));
    assertThat(commits.isWaiting(1)).isFalse();
    assertThat(commits.queuedBytes()).isZero();
  }

  private static void note(Reply reply, List<Long> told, int[] failed) {
    if (reply instanceof Reply.Committed committed) {
      told.add((long) Scalar.number(committed.result().results().get(0).current().value()));
    } else {
      assertThat(((Reply.Failed) reply).cause()).isEqualTo(Reply.Cause.NOT_STORED);
      failed[0]++;
    }
  }

  private static Commit increment() {
    return Commit.of(new Operation.Add(COUNTER, Scalar.of(1L), Scalar.of(0L)));
  }

  private static long counter(Store store) {
    var entry = store.read(COUNTER).entry();
    return entry == null ? 0 : (long) Scalar.number(entry.value());
  }

  @Test
  void commitsAreDecidedOnTopOfWhatIsNotAppliedYet() {
    Moody log = new Moody(null);
    Store store = new Store(StoreLimits.defaults(), NOBODY, 1);
    Commits commits = new Commits(store, log, 1 << 20, () -> {});
    List<Reply> replies = new ArrayList<>();
    Bytes key = Bytes.utf8("key");
    Commit create =
        new Commit(
            List.of(new Compare.Value(key, null)), List.of(new Operation.Put(key, Scalar.of(1L))));
    commits.make(1, create, replies::add);
    commits.make(2, create, replies::add);
    commits.make(1, Commit.of(new Operation.Delete(key)), replies::add);
    commits.make(2, create, replies::add);
    assertThat(store.read(key).entry()).isNull();
    while (!commits.isIdle()) {
      commits.handOver();
      log.answer();
      commits.collect();
    }
    List<EntryChange> changes =
        log.taken.stream().flatMap(each -> each.changes().stream()).toList();
    assertThat(replies)
        .extracting(reply -> ((Reply.Committed) reply).result().committed())
        .containsExactly(true, false, true, true);
    assertThat(changes).hasSize(3);
    assertThat(store.revision()).isEqualTo(4);
  }
}

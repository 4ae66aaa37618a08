package dev.zproc.runtime.internal.store;

import static dev.zproc.runtime.internal.store.StoreFixture.A;
import static dev.zproc.runtime.internal.store.StoreFixture.OTHER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.Scalar;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PublishedViewTest {

  @Test
  void showsACommitOnlyOnceItIsPublished() {
    StoreFixture on = new StoreFixture();
    PublishedView view = on.store.published();
    on.put(A, 1);
    assertThat(view.readResult(A)).isEqualTo(new ReadResult(null, 0));
    on.store.publish();
    on.put(A, 2);
    on.run(OTHER, new Operation.Delete(A));
    assertThat(view.read(A)).isEqualTo(new Entry(A, Scalar.of(1), 1, 1));
    assertThat(view.revision()).isEqualTo(1);
    on.store.publish();
    assertThat(view.readResult(A)).isEqualTo(new ReadResult(null, 3));
  }

  @Test
  void showsWhatWasPublishedHoweverMuchHistoryIsLostSince() {
    StoreFixture on = StoreFixture.withHistory(1);
    Bytes deleted = Bytes.utf8("deleted");
    on.put(A, 1);
    on.put(deleted, 1);
    on.store.publish();
    on.run(OTHER, new Operation.Delete(deleted));
    for (int i = 2; i < 100; i++) {
      on.put(A, i);
    }
    assertThat(on.store.oldestRevision()).isGreaterThan(90);
    assertThat(on.store.published().read(A)).isEqualTo(new Entry(A, Scalar.of(1), 1, 1));
    assertThat(on.store.published().read(deleted)).isNotNull();
    on.store.publish();
    assertThat(on.store.published().read(deleted)).isNull();
  }

  // Every commit writes its own revision under all fixed keys, and creates or deletes one key that
  // comes and goes, so a reader can tell from any value which commits it must have seen.
  private static final int KEYS = 4;

  private final Bytes[] keys = new Bytes[KEYS];
  private final Bytes fleeting = Bytes.utf8("fleeting");

  /** The newest revision that may be seen: raised before the publication. */
  private volatile long allowed;

  private volatile boolean done;

  @Test
  void readersSeeWholePublishedCommitsAndNeverGoBack() throws Exception {
    for (int i = 0; i < KEYS; i++) {
      keys[i] = Bytes.utf8("k" + i);
    }
    long seed = System.nanoTime();
    System.out.println("PublishedViewTest: seed " + seed);
    StoreFixture on = StoreFixture.withHistory(2); // so that versions are cut under the readers
    commit(on.store);
    publish(on.store);
    ExecutorService readers = Executors.newFixedThreadPool(3);
    List<Future<Long>> results = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      Random random = new Random(seed + i);
      results.add(readers.submit(() -> readUntilDone(on.store.published(), random)));
    }
    try {
      Random random = new Random(seed);
      int batches = Boolean.getBoolean("zproc.full") ? 2_000_000 : 200_000;
      for (int batch = 0; batch < batches && results.stream().noneMatch(Future::isDone); batch++) {
        for (int i = random.nextInt(4); i >= 0; i--) {
          commit(on.store);
        }
        publish(on.store);
      }
    } finally {
      done = true;
    }
    for (Future<Long> result : results) {
      assertThat(result.get(1, TimeUnit.MINUTES)).as("reads").isPositive();
    }
    readers.shutdown();
  }

  private void commit(Store store) {
    long next = store.revision() + 1;
    Operation[] operations = new Operation[KEYS + 1];
    for (int i = 0; i < KEYS; i++) {
      operations[i] = new Operation.Put(keys[i], Scalar.of(next));
    }
    operations[KEYS] =
        next % 2 == 0
            ? new Operation.Put(fleeting, Scalar.of(next))
            : new Operation.Delete(fleeting);
    store.commit(OTHER, Commit.of(operations));
  }

  private void publish(Store store) {
    allowed = store.revision();
    store.publish();
  }

  private long readUntilDone(PublishedView view, Random random) {
    long reads = 0;
    long seen = view.revision();
    while (!done) {
      seen = check(view.revision(), seen);
      ReadResult result = view.readResult(random.nextInt(9) == 0 ? fleeting : pick(random));
      seen = check(result.revision(), seen);
      Entry entry = result.entry();
      boolean isFleeting = entry == null || entry.key().equals(fleeting);
      if (!isFleeting) {
        assertThat(entry.modRevision()).as("whole commit").isEqualTo(result.revision());
        assertThat(entry.value()).isEqualTo(Scalar.of(result.revision()));
      } else if (entry == null) {
        assertThat(result.revision() % 2).as("deleted at odd revisions only").isEqualTo(1);
      } else {
        assertThat(entry.modRevision()).isEqualTo(result.revision());
      }
      Entry plain = view.read(pick(random));
      assertThat(plain).isNotNull();
      seen = check(plain.modRevision(), seen);
      reads++;
    }
    return reads;
  }

  private Bytes pick(Random random) {
    return keys[random.nextInt(KEYS)];
  }

  private long check(long revision, long seen) {
    assertThat(revision).as("never back").isGreaterThanOrEqualTo(seen);
    assertThat(revision).as("published").isLessThanOrEqualTo(allowed);
    return revision;
  }
}

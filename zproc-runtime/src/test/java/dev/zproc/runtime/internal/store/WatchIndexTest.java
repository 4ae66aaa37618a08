package dev.zproc.runtime.internal.store;

import static dev.zproc.runtime.internal.store.StoreFixture.A;
import static dev.zproc.runtime.internal.store.StoreFixture.B;
import static dev.zproc.runtime.internal.store.StoreFixture.change;
import static dev.zproc.runtime.internal.store.StoreFixture.equalTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Criterion;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Counts what the index finds, which is what a write has to look at. */
class WatchIndexTest {

  private final KeyTable table = new KeyTable();
  private final Watches watches =
      new Watches(
          table,
          new History(table, StoreLimits.defaults(), 0, 0),
          new Retention(),
          new Recorder(),
          StoreLimits.defaults());
  private final WatchIndex index = new WatchIndex();
  private int id;

  @Test
  void aWriteLooksAtWatchesOfItsKeyOnly() {
    for (int i = 0; i < 1_000; i++) {
      index.add(watch(KeyRange.single(Bytes.utf8("key" + i))));
      index.add(watch(KeyRange.prefix(Bytes.utf8("map" + i))));
    }
    assertThat(found(change(Bytes.utf8("key7"), null, 1))).hasSize(1);
    assertThat(found(change(Bytes.utf8("map7"), null, 1))).hasSize(1);
    assertThat(found(change(Bytes.utf8("map77"), null, 1))).hasSize(2);
    assertThat(found(change(Bytes.utf8("other"), null, 1))).isEmpty();
  }

  @Test
  void aWriteLooksAtEqualityConditionsOfItsValueOnly() {
    for (int i = 0; i < 1_000; i++) {
      index.add(wait(equalTo(A, i)));
    }
    Interest both = wait(StoreFixture.and(equalTo(A, 7), equalTo(B, 3)));
    index.add(both);
    assertThat(found(change(A, null, 7))).hasSize(2).contains(both);
    assertThat(found(change(A, 7, -7))).isEmpty();
    assertThat(found(change(A, 7, null))).isEmpty();
    assertThat(found(change(B, null, 3))).containsExactly(both);
    assertThat(found(new KeyChange(A, Scalar.of("7"), null))).isEmpty();
  }

  @Test
  void anEqualityUnderNotOrOrIsLookedAtForEveryValue() {
    index.add(wait(StoreFixture.not(equalTo(A, 7))));
    index.add(wait(StoreFixture.or(equalTo(A, 7), equalTo(B, 7))));
    assertThat(found(change(A, null, 8))).hasSize(2);
  }

  @Test
  void nothingIsLeftOfWhatIsRemoved() {
    List<Interest> all = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      all.add(wait(equalTo(A, i % 10)));
      all.add(wait(StoreFixture.above(A, i)));
      all.add(watch(KeyRange.prefix(Bytes.utf8("m" + i % 10))));
      all.add(wait(StoreFixture.is(B, dev.zproc.runtime.internal.engine.Relation.EQUAL, null)));
    }
    all.forEach(index::add);
    assertThat(index.isEmpty()).isFalse();
    all.forEach(index::remove);
    all.forEach(index::remove);
    assertThat(index.isEmpty()).isTrue();
  }

  @Test
  void rangesFindTheSameAsAScan() {
    long seed = System.nanoTime();
    System.out.println("WatchIndexTest: seed " + seed);
    Random random = new Random(seed);
    RangeIndex ranges = new RangeIndex();
    Map<Interest, KeyRange> expected = new LinkedHashMap<>();
    for (int i = 0; i < 5_000; i++) {
      if (random.nextInt(5) < 2 && !expected.isEmpty()) {
        Interest interest = List.copyOf(expected.keySet()).get(random.nextInt(expected.size()));
        ranges.remove(expected.remove(interest), interest);
      } else if (expected.size() < 60) {
        KeyRange range = new KeyRange(bytes(random), random.nextInt(9) == 0 ? null : bytes(random));
        Interest interest = watch(range);
        ranges.add(range, interest);
        expected.put(interest, range);
      }
      Bytes key = bytes(random);
      Set<Interest> scanned = new HashSet<>();
      expected.forEach((interest, range) -> addIf(range.contains(key), scanned, interest));
      Set<Interest> found = new HashSet<>();
      ranges.find(key, interest -> assertThat(found.add(interest)).isTrue());
      assertThat(found).isEqualTo(scanned);
    }
    expected.forEach((interest, range) -> ranges.remove(range, interest));
    assertThat(ranges.isEmpty()).isTrue();
  }

  private static void addIf(boolean condition, Set<Interest> to, Interest interest) {
    if (condition) {
      to.add(interest);
    }
  }

  private static Bytes bytes(Random random) {
    byte[] bytes = new byte[random.nextInt(3)];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (random.nextInt(8) * 36);
    }
    return Bytes.wrap(bytes);
  }

  private List<Interest> found(KeyChange change) {
    List<Interest> found = new ArrayList<>();
    index.find(change, found::add);
    return found;
  }

  private Interest watch(KeyRange range) {
    WatchSpec spec = new WatchSpec(KeySelection.of(range), 0, 0, true, 0);
    return new CommitWatch(new WatchKey(1, id++), watches, 0, spec);
  }

  private Interest wait(Criterion criterion) {
    return new FirstMatch(
        new WatchKey(1, id++),
        watches,
        0,
        new CompiledCondition(StoreFixture.once(criterion), watches.table),
        0);
  }
}

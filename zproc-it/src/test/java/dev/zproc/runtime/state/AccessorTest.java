package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.HistoryGoneException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.util.List;
import org.junit.jupiter.api.Test;

/** States as wholes: snapshots, time travel, namespaces, forks. */
class AccessorTest extends StateTestBase {

  @Test
  void aSnapshotShowsAllKeysAtOneRevisionForEver() {
    bakery.atomically(
        b -> {
          b.cookies(5);
          b.names(List.of("choc"));
          b.last(Order.of("Ann", 1));
          b.orders().put("Ann", Order.of("Ann", 1));
        });
    Bakery then = other.snapshot();
    bakery.clear();
    bakery.cookies().set(9);

    assertThat(then.cookies()).isEqualTo(5);
    assertThat(then.price()).isEqualTo(3);
    assertThat(then.names()).containsExactly("choc");
    assertThat(then.last()).isEqualTo(Order.of("Ann", 1));
    assertThat(then.orders()).containsOnlyKeys("Ann");
    assertThatThrownBy(() -> then.orders().put("Bob", Order.of("Bob", 1)))
        .isInstanceOf(UnsupportedOperationException.class);
    assertThat(other.snapshot().cookies()).isEqualTo(9);
  }

  @Test
  void thePastIsThereAsItWas() {
    bakery.cookies().set(1);
    long first = bakery.cookies().revision();
    bakery.orders().put("Ann", Order.of("Ann", 1));
    bakery.cookies().set(2);
    bakery.clear();

    assertThat(other.snapshotAt(first).cookies()).isEqualTo(1);
    assertThat(other.snapshotAt(first).orders()).isEmpty();
    assertThat(other.snapshotAt(first + 2).cookies()).isEqualTo(2);
    assertThat(other.snapshotAt(first + 2).orders()).hasSize(1);
    assertThat(other.snapshotAt(first + 3).orders()).isEmpty();
    assertThatThrownBy(() -> other.snapshotAt(first + 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no revision " + (first + 100));
    assertThatThrownBy(() -> other.snapshotAt(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void historyTellsEachChangeBetweenTwoRevisions() {
    bakery.cookies().set(1);
    long first = bakery.cookies().revision();
    bakery.cookies().set(2);
    bakery.cookies().set(2); // no change
    other.price().set(4);
    bakery.namespace("elsewhere").cookies().set(7);
    bakery.cookies().remove();
    long last = other.meta().newestRevision();

    List<Change<Bakery>> changes = other.history(first, last);
    assertThat(changes)
        .extracting(Change::revision)
        .contains(first + 1, first + 3, last)
        .hasSize(3)
        .isSorted();
    assertThat(changes.get(0).snapshot().cookies()).isEqualTo(2);
    assertThat(changes.get(1).snapshot().price()).isEqualTo(4);
    assertThat(changes.get(2).snapshot().cookies()).isZero();
    assertThat(other.history(first, first + 1)).hasSize(1);
    assertThat(other.history(last, Long.MAX_VALUE)).isEmpty();
    assertThatThrownBy(() -> other.history(5, 4)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aHistoryThatIsGoneIsToldWithWhereItBegins() {
    try (Backend brief = store(StoreLimits.defaults().withHistory(5, 1 << 20))) {
      BakeryState short_ = Bakeries.of(brief.newSession());
      long first = short_.meta().newestRevision();
      for (int i = 0; i < 20; i++) {
        short_.cookies().set(i);
      }
      assertThatThrownBy(() -> short_.history(first, first + 20))
          .isInstanceOfSatisfying(
              HistoryGoneException.class,
              gone -> assertThat(gone.oldestRevision()).isGreaterThan(first));
      assertThatThrownBy(() -> short_.snapshotAt(first)).isInstanceOf(HistoryGoneException.class);
    }
  }

  @Test
  void clearUnsetsAllKeysInOneCommit() {
    bakery.atomically(
        b -> {
          b.cookies(5);
          b.price(9);
          b.orders().put("Ann", Order.of("Ann", 1));
        });
    long before = bakery.meta().newestRevision();
    other.clear();
    assertThat(bakery.meta().newestRevision()).isEqualTo(before + 1);
    assertThat(bakery.cookies().exists()).isFalse();
    assertThat(bakery.price().get()).isEqualTo(3);
    assertThat(bakery.orders()).isEmpty();
    assertThat(bakery.orders().size()).isZero();
    assertThat(bakery.meta().namespace()).isEqualTo("bakery");
    other.clear();
    assertThat(bakery.meta().newestRevision()).isEqualTo(before + 1);
  }

  @Test
  void namespacesShareNothing() {
    BakeryState second = Bakeries.of(here, "second");
    bakery.cookies().set(1);
    second.cookies().set(2);
    second.orders().put("Ann", Order.of("Ann", 1));

    assertThat(other.cookies().get()).isEqualTo(1);
    assertThat(other.orders()).isEmpty();
    assertThat(Bakeries.of(there, "second").cookies().get()).isEqualTo(2);
    second.clear();
    assertThat(bakery.cookies().get()).isEqualTo(1);
    // What is a prefix of another's name is another all the same.
    BakeryState prefix = Bakeries.of(here, "bake");
    prefix.cookies().set(3);
    prefix.clear();
    assertThat(bakery.cookies().get()).isEqualTo(1);
  }

  @Test
  void anAccessorLeadsToOtherNamespaces() throws Exception {
    BakeryState second = bakery.namespace("second");
    BakeryState far = other.namespace("second");
    assertThat(second.meta().namespace()).isEqualTo("second");
    assertThat(bakery.meta().namespace()).isEqualTo("bakery");
    second.cookies().set(2);
    assertThat(far.cookies().get()).isEqualTo(2);
    assertThat(bakery.cookies().get()).isZero();
    // And back again.
    assertThat(far.namespace("bakery").cookies().get()).isZero();
    // It misses nothing since the accessor began that it came from, whenever it is made.
    BakeryState late = other.namespace("second");
    assertThat(late.cookies().awaitChange(SOON)).isEqualTo(2);
    other.goLive();
    assertThatThrownBy(() -> other.namespace("second").cookies().awaitChange(SHORT))
        .isInstanceOf(WaitTimeoutException.class);
    assertThatThrownBy(() -> bakery.namespace(""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a name");
    assertThatThrownBy(() -> bakery.atomically(b -> bakery.namespace("third")))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void aForkHasCursorsOfItsOwn() throws Exception {
    bakery.cookies().set(1);
    bakery.cookies().set(2);
    bakery.cookies().set(3);
    assertThat(other.cookies().awaitChange(SOON)).isEqualTo(1);
    BakeryState fork = other.fork();
    assertThat(fork.cookies().awaitChange(SOON)).isEqualTo(2);
    assertThat(fork.cookies().awaitChange(SOON)).isEqualTo(3);
    assertThat(other.cookies().awaitChange(SOON)).isEqualTo(2);
    fork.goLive();
    assertThat(other.cookies().awaitChange(SOON)).isEqualTo(3);
    assertThat(fork.meta().birth()).isEqualTo(other.meta().birth());
  }

  @Test
  void metaTellsWhatIsKnown() {
    assertThat(bakery.meta().keys()).startsWith("cookies", "price", "names", "last", "orders");
    long birth = bakery.meta().birth();
    bakery.cookies().set(1);
    assertThat(bakery.meta().birth()).isEqualTo(birth);
    assertThat(bakery.meta().horizon()).isEqualTo(bakery.cookies().revision());
    assertThat(bakery.cookies().name()).isEqualTo("cookies");
    assertThat(bakery.orders().name()).isEqualTo("orders");
  }
}

package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class CellTest extends StateTestBase {

  @Test
  void unsetKeysReadAsTheirInitialValues() {
    assertThat(bakery.cookies().get()).isZero();
    assertThat(bakery.price().get()).isEqualTo(3);
    assertThat(bakery.names().get()).isEmpty();
    assertThat(bakery.last().get()).isNull();
    assertThat(bakery.open().get()).isFalse();
    assertThat(bakery.weight().get()).isZero();
    assertThat(bakery.sold().get()).isZero();
    assertThat(bakery.price().exists()).isFalse();
    assertThat(bakery.price().revision()).isZero();
  }

  @Test
  void aKeyIsComparedWithKeysOnly() {
    List<Key> cells =
        List.of(
            bakery.cookies(),
            bakery.sold(),
            bakery.weight(),
            bakery.open(),
            bakery.names(),
            bakery.last(),
            bakery.size());
    assertThat(new HashSet<>(cells)).containsExactlyInAnyOrderElementsOf(cells);
    assertThat(cells.indexOf(bakery.size())).isEqualTo(6);
    assertThat(bakery.cookies()).isEqualTo(bakery.cookies()).isNotEqualTo(bakery.price());
    assertThat(bakery.cookies()).isNotEqualTo(bakery.orders()).isNotEqualTo(other.cookies());
    assertThat(bakery.cookies().equals(null)).isFalse();
    for (Object value : new Object[] {5, 5L, 0.5, true, "x", List.of(), Size.BIG}) {
      for (Key cell : cells) {
        assertThatThrownBy(() -> cell.equals(value))
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining("bakery." + cell.name() + " is a key, which equals no value")
            .hasMessageContaining(cell.name() + "().get()")
            .hasMessageContaining(cell.name() + "().equalTo(…)");
      }
    }
  }

  @Test
  void whatIsSetIsSeenByOthers() {
    bakery.cookies().set(5);
    bakery.names().set(List.of("choc", "mint"));
    bakery.last().set(Order.of("Ann", 2));
    bakery.open().set(true);
    bakery.weight().set(1.5);
    bakery.sold().set(1L << 40);
    bakery.size().set(Size.BIG);

    assertThat(other.cookies().get()).isEqualTo(5);
    assertThat(other.names().get()).containsExactly("choc", "mint");
    assertThat(other.last().get()).isEqualTo(Order.of("Ann", 2));
    assertThat(other.open().get()).isTrue();
    assertThat(other.weight().get()).isEqualTo(1.5);
    assertThat(other.sold().get()).isEqualTo(1L << 40);
    assertThat(other.size().get()).isEqualTo(Size.BIG);
    assertThat(other.cookies().exists()).isTrue();
    assertThat(other.cookies().revision()).isPositive();
  }

  @Test
  void addBeginsAtTheInitialValue() {
    assertThat(bakery.price().add(2)).isEqualTo(5);
    assertThat(bakery.cookies().add(-1)).isEqualTo(-1);
    assertThat(bakery.sold().add(7)).isEqualTo(7);
    assertThat(bakery.weight().add(0.5)).isEqualTo(0.5);
    assertThat(other.price().get()).isEqualTo(5);
  }

  @Test
  void numbersAreLoweredAndRaisedFromTheirInitialValues() {
    assertThat(bakery.price().accumulateMin(5)).isEqualTo(3);
    assertThat(bakery.price().accumulateMax(2)).isEqualTo(3);
    assertThat(other.price().exists()).isFalse();
    assertThat(bakery.price().accumulateMax(7)).isEqualTo(7);
    assertThat(other.price().accumulateMin(6)).isEqualTo(6);
    assertThat(bakery.price().get()).isEqualTo(6);
    assertThat(bakery.sold().accumulateMin(-1L << 40)).isEqualTo(-1L << 40);
    assertThat(bakery.sold().accumulateMax(1L << 40)).isEqualTo(1L << 40);
    assertThat(bakery.weight().accumulateMax(1.5)).isEqualTo(1.5);
    assertThat(bakery.weight().accumulateMin(-0.0)).isEqualTo(-0.0);
    assertThat(bakery.weight().accumulateMax(Double.NaN)).isNaN();
  }

  @Test
  void whatDoesNotLowerOrRaiseAnythingIsNoChange() {
    bakery.price().set(5);
    long before = bakery.meta().newestRevision();
    bakery.price().accumulateMax(4);
    bakery.price().accumulateMin(6);
    assertThat(bakery.meta().newestRevision()).isEqualTo(before);
  }

  @Test
  void aListIsAppendedToAndKeptShort() {
    bakery.names().append("a");
    other.names().append("b");
    assertThat(bakery.names().get()).containsExactly("a", "b");
    for (String name : List.of("c", "d", "e")) {
      bakery.names().append(name, 3);
    }
    assertThat(other.names().get()).containsExactly("c", "d", "e");
    other.names().append("f", 1);
    assertThat(bakery.names().get()).containsExactly("f");
    bakery.await(bakery.names().equalTo(List.of("f")), SOON);
    assertThat(bakery.names().compareAndSet(List.of("f"), List.of())).isTrue();
    assertThatThrownBy(() -> bakery.names().append("x", 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 element or more");
  }

  @Test
  void aListThatWouldBeTooLongIsRefusedAndLeftAsItIs() {
    String large = "x".repeat(9 << 20);
    bakery.names().append(large);
    assertThatThrownBy(() -> bakery.names().append(large))
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContaining("maxValueBytes");
    bakery.names().append("small");
    assertThat(other.names().get()).containsExactly(large, "small");
  }

  @Test
  void aListCellDoesWhatCellsDo() {
    assertThat(bakery.names().getAndSet(List.of("a"))).isEmpty();
    assertThat(bakery.names().update(names -> append(names, "b"))).containsExactly("a", "b");
    assertThat(bakery.names().getAndUpdate(names -> append(names, "c"))).containsExactly("a", "b");
    assertThat(other.names().awaitChange(SOON)).containsExactly("a");
    assertThat(other.names().awaitChange(SOON)).containsExactly("a", "b");
    other.names().append("d");
    assertThat(bakery.names().awaitChange(SOON)).containsExactly("a", "b", "c", "d");
    assertThat(bakery.names().remove()).isTrue();
    assertThat(bakery.names().get()).isEmpty();
  }

  @Test
  void removeUnsetsAndTellsWhetherItWasSet() {
    bakery.price().set(9);
    assertThat(bakery.price().remove()).isTrue();
    assertThat(bakery.price().remove()).isFalse();
    assertThat(bakery.price().get()).isEqualTo(3);
    assertThat(bakery.price().exists()).isFalse();
  }

  @Test
  void nullUnsetsANullableKeyAndIsRefusedByOthers() {
    bakery.last().set(Order.of("Ann", 1));
    bakery.last().set(null);
    assertThat(bakery.last().exists()).isFalse();
    assertThatThrownBy(() -> bakery.names().set(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageContaining("bakery.names cannot be null");
  }

  @Test
  void getAndSetReturnsTheValueBefore() {
    assertThat(bakery.price().getAndSet(4)).isEqualTo(3);
    assertThat(bakery.price().getAndSet(5)).isEqualTo(4);
    assertThat(bakery.last().getAndSet(Order.of("Ann", 1))).isNull();
    assertThat(bakery.last().getAndSet(null)).isEqualTo(Order.of("Ann", 1));
  }

  @Test
  void compareAndSetComparesByEqualsAndTakesTheInitialValueForAnUnsetKey() {
    assertThat(bakery.price().compareAndSet(4, 5)).isFalse();
    assertThat(bakery.price().compareAndSet(3, 5)).isTrue();
    assertThat(bakery.price().compareAndSet(3, 6)).isFalse();
    assertThat(bakery.price().compareAndSet(5, 6)).isTrue();
    assertThat(bakery.names().compareAndSet(List.of(), List.of("a"))).isTrue();
    assertThat(bakery.names().compareAndSet(new ArrayList<>(List.of("a")), List.of("b"))).isTrue();
    assertThat(bakery.names().compareAndSet(List.of("a"), List.of("c"))).isFalse();
    assertThat(bakery.last().compareAndSet(null, Order.of("Ann", 1))).isTrue();
    assertThat(bakery.last().compareAndSet(null, Order.of("Bob", 1))).isFalse();
    assertThat(bakery.last().compareAndSet(Order.of("Ann", 1), null)).isTrue();
    assertThat(bakery.last().exists()).isFalse();
  }

  @Test
  void updatesFromManyThreadsAreAllApplied() throws Exception {
    int rounds = Boolean.getBoolean("zproc.full") ? 1000 : 100;
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      var mine = i % 2 == 0 ? bakery : other;
      all.add(
          runInThread(
              () -> {
                for (int k = 0; k < rounds; k++) {
                  mine.cookies().add(1);
                  mine.sold().update(sold -> sold + 1);
                  mine.names().update(names -> append(names, "x").subList(0, 1 + names.size()));
                }
              }));
    }
    for (Future<?> one : all) {
      get(one);
    }
    assertThat(bakery.cookies().get()).isEqualTo(4 * rounds);
    assertThat(bakery.sold().get()).isEqualTo(4L * rounds);
    assertThat(bakery.names().get()).hasSize(4 * rounds);
  }

  @Test
  void updateReturnsTheNewValueAndGetAndUpdateTheOld() {
    assertThat(bakery.price().update(price -> price * 2)).isEqualTo(6);
    assertThat(bakery.price().getAndUpdate(price -> price * 2)).isEqualTo(6);
    assertThat(bakery.price().get()).isEqualTo(12);
  }

  @Test
  void anUpdateThatThrowsWritesNothing() {
    IllegalStateException mine = new IllegalStateException("mine");
    assertThatThrownBy(
            () ->
                bakery
                    .names()
                    .update(
                        names -> {
                          throw mine;
                        }))
        .isSameAs(mine);
    assertThat(bakery.names().exists()).isFalse();
  }

  @Test
  void collectionsAreCopiesThatNameTheWayToChangeThem() {
    for (List<String> names : List.of(bakery.names().get(), bakery.snapshot().names())) {
      assertThatThrownBy(() -> names.add("choc"))
          .isInstanceOf(UnsupportedOperationException.class)
          .hasMessage("names() is a copy; change it with names().update(...)");
    }
  }

  @Test
  void aValueOverTheLimitIsRefused() {
    assertThatThrownBy(() -> bakery.names().set(List.of("x".repeat(17 << 20))))
        .isInstanceOf(LimitExceededException.class);
    assertThat(bakery.names().exists()).isFalse();
  }

  @Test
  void anInterruptDoesNotEndAWriteAndIsNotLost() {
    Thread.currentThread().interrupt();
    bakery.cookies().set(4);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(other.cookies().get()).isEqualTo(4);
  }

  @Test
  void aDeadServerFailsReadsAndWrites() {
    store.die();
    assertThatThrownBy(() -> other.cookies().get()).isInstanceOf(ServerGoneException.class);
    assertThatThrownBy(() -> other.cookies().set(1)).isInstanceOf(ServerGoneException.class);
  }
}

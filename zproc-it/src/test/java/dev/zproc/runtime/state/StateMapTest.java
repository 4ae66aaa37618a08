package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class StateMapTest extends StateTestBase {

  @Test
  void entriesAreSeenByOthers() {
    assertThat(bakery.orders().put("Ann", Order.of("Ann", 1))).isNull();
    assertThat(other.orders()).containsEntry("Ann", Order.of("Ann", 1)).hasSize(1);
    assertThat(other.orders().put("Ann", Order.of("Ann", 2))).isEqualTo(Order.of("Ann", 1));
    assertThat(bakery.orders().remove("Ann")).isEqualTo(Order.of("Ann", 2));
    assertThat(other.orders()).isEmpty();
  }

  @Test
  @SuppressWarnings("NullAway") // as a user may who has no such check
  void nullIsRefusedInASentence() {
    assertThatThrownBy(() -> bakery.orders().put(null, Order.of("Ann", 1)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("the key of an entry of bakery.orders cannot be null");
    assertThatThrownBy(() -> bakery.orders().put("Ann", null))
        .isInstanceOf(NullPointerException.class)
        .hasMessageStartingWith(
            "the value of an entry of bakery.orders cannot be null; remove(key)");
  }

  @Test
  void theSizeIsRightHoweverManyInsertAndRemove() throws Exception {
    int rounds = Boolean.getBoolean("zproc.full") ? 500 : 50;
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      int thread = i;
      var mine = i % 2 == 0 ? bakery : other;
      all.add(
          runInThread(
              () -> {
                for (int k = 0; k < rounds; k++) {
                  mine.orders().put("shared" + k % 5, Order.of("x", k));
                  mine.orders().put(thread + "-" + k, Order.of("y", k));
                  mine.orders().remove("shared" + (k + 2) % 5);
                  mine.orders()
                      .merge("sum", Order.of("s", 1), (a, b) -> Order.of("s", a.count() + 1));
                }
              }));
    }
    for (Future<?> one : all) {
      get(one);
    }
    assertThat(bakery.orders().size()).isEqualTo(bakery.orders().keySet().toArray().length);
    assertThat(bakery.orders().size()).isGreaterThan(4 * rounds);
    assertThat(bakery.orders().get("sum").count()).isEqualTo(4 * rounds);
  }

  @Test
  void computeIfAbsentHasOneWinner() throws Exception {
    Future<Order> one =
        inThread(() -> bakery.orders().computeIfAbsent("k", k -> Order.of("one", 1)));
    Future<Order> two =
        inThread(() -> other.orders().computeIfAbsent("k", k -> Order.of("two", 2)));
    assertThat(get(one)).isEqualTo(get(two)).isEqualTo(bakery.orders().get("k"));
  }

  @Test
  void aSnapshotHasTheMapOfItsRevision() {
    bakery.orders().put("Ann", Order.of("Ann", 1));
    Bakery before = bakery.snapshot();
    other.orders().put("Bob", Order.of("Bob", 1));
    assertThat(before.orders()).containsOnlyKeys("Ann");
    assertThat(bakery.snapshot().orders()).containsOnlyKeys("Ann", "Bob");
    assertThatThrownBy(() -> before.orders().put("C", Order.of("C", 1)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("orders() of a snapshot");
    assertThatThrownBy(() -> before.orders().awaitChange())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void otherKeysWithTheSameBeginningAreNoEntries() {
    bakery.orders().put("", Order.of("empty", 1));
    bakery.orders().put("\0", Order.of("zero", 1));
    bakery.cookies().set(1);
    assertThat(bakery.orders()).hasSize(2).containsOnlyKeys("", "\0");
    bakery.orders().clear();
    assertThat(bakery.cookies().get()).isEqualTo(1);
  }

  @Test
  void clearingAnEmptyMapIsNoChange() {
    long before = bakery.meta().newestRevision();
    bakery.orders().clear();
    assertThat(bakery.meta().newestRevision()).isEqualTo(before);
  }
}

package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class TransactionTest extends StateTestBase {

  @Test
  void allIsWrittenAtOneRevision() {
    long before = bakery.meta().newestRevision();
    bakery.atomically(
        b -> {
          b.cookies(b.cookies() + 5);
          b.names(append(b.names(), "choc"));
          b.last(Order.of("Ann", 1));
          b.orders().put("Ann", Order.of("Ann", 1));
        });
    assertThat(bakery.meta().newestRevision()).isEqualTo(before + 1);
    Bakery now = other.snapshot();
    assertThat(now.cookies()).isEqualTo(5);
    assertThat(now.names()).containsExactly("choc");
    assertThat(now.last()).isEqualTo(Order.of("Ann", 1));
    assertThat(now.orders()).hasSize(1);
    assertThat(other.orders().size()).isEqualTo(1);
  }

  @Test
  void aDraftSeesItsOwnWrites() {
    bakery.orders().put("Bob", Order.of("Bob", 1));
    bakery.atomically(
        b -> {
          b.price(10);
          assertThat(b.price()).isEqualTo(10);
          b.last(null);
          assertThat(b.last()).isNull();
          b.orders().put("Ann", Order.of("Ann", 1));
          b.orders().remove("Bob");
          b.orders().put("Cid", Order.of("Cid", 1));
          assertThat(b.orders()).containsOnlyKeys("Ann", "Cid").hasSize(2);
          b.orders().clear();
          assertThat(b.orders()).isEmpty();
          b.orders().put("Dan", Order.of("Dan", 1));
        });
    assertThat(other.orders()).containsOnlyKeys("Dan").hasSize(1);
  }

  @Test
  void anExceptionWritesNothingAndComesThroughUnchanged() {
    RuntimeException mine = new IllegalArgumentException("mine");
    assertThatThrownBy(
            () ->
                bakery.atomically(
                    b -> {
                      b.cookies(9);
                      throw mine;
                    }))
        .isSameAs(mine);
    assertThat(bakery.cookies().exists()).isFalse();
    bakery.cookies().set(1); // the thread is not in a transaction any more
  }

  @Test
  void itRunsAgainIfWhatItReadHasChanged() {
    AtomicInteger runs = new AtomicInteger();
    int seen =
        bakery.atomicallyGet(
            b -> {
              int cookies = b.cookies();
              if (runs.incrementAndGet() <= 3) {
                onAnotherThread(() -> other.cookies().add(1));
              }
              b.price(cookies);
              return cookies;
            });
    assertThat(runs).hasValue(4);
    assertThat(seen).isEqualTo(3);
    assertThat(bakery.price().get()).isEqualTo(3);
  }

  @Test
  void itDoesNotRunAgainForWhatItDidNotRead() {
    AtomicInteger runs = new AtomicInteger();
    bakery.atomically(
        b -> {
          runs.incrementAndGet();
          b.cookies(b.cookies() + 1);
          onAnotherThread(() -> other.sold().add(1));
        });
    assertThat(runs).hasValue(1);
  }

  @Test
  void readsAreAsOfOneRevision() {
    onAnotherThread(() -> other.cookies().set(1));
    AtomicInteger runs = new AtomicInteger();
    List<Integer> pairs = new ArrayList<>();
    bakery.atomically(
        b -> {
          int cookies = b.cookies();
          if (runs.incrementAndGet() == 1) {
            onAnotherThread(
                () ->
                    other.atomically(
                        o -> {
                          o.cookies(2);
                          o.sold(2);
                        }));
          }
          pairs.add(cookies * 10 + (int) b.sold());
          b.price(1);
        });
    assertThat(pairs).containsExactly(10, 22);
  }

  @Test
  void whoReliesOnASizeOrAnAbsenceFindsOutThatItHasChanged() {
    for (java.util.function.ToIntFunction<BakeryState.Draft> look :
        List.<java.util.function.ToIntFunction<BakeryState.Draft>>of(
            b -> b.orders().size(),
            b -> b.orders().containsKey("Ann") ? 1 : 0,
            b -> b.orders().isEmpty() ? 0 : 1,
            b -> b.orders().values().stream().mapToInt(Order::count).sum(),
            b -> b.orders().keySet().contains("Ann") ? 1 : 0,
            b -> {
              int sum = 0;
              for (Order order : b.orders().values()) {
                sum += order.count();
              }
              return sum;
            })) {
      bakery.clear();
      AtomicInteger runs = new AtomicInteger();
      int seen =
          bakery.atomicallyGet(
              b -> {
                int found = look.applyAsInt(b);
                if (runs.incrementAndGet() == 1) {
                  onAnotherThread(() -> other.orders().put("Ann", Order.of("Ann", 1)));
                }
                b.cookies(found);
                return found;
              });
      assertThat(runs).hasValue(2);
      assertThat(seen).isEqualTo(1);
    }
  }

  @Test
  void insertsOfDifferentEntriesDoNotContend() {
    AtomicInteger runs = new AtomicInteger();
    bakery.atomically(
        b -> {
          runs.incrementAndGet();
          b.orders().put("Ann", Order.of("Ann", 1));
          onAnotherThread(() -> other.orders().put("Bob", Order.of("Bob", 1)));
        });
    assertThat(runs).hasValue(1);
    assertThat(bakery.orders()).hasSize(2);
  }

  @Test
  void moneyIsNeitherMadeNorLost() throws Exception {
    int rounds = Boolean.getBoolean("zproc.full") ? 500 : 50;
    bakery.cookies().set(1000);
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      var mine = i % 2 == 0 ? bakery : other;
      all.add(
          runInThread(
              () -> {
                for (int k = 0; k < rounds; k++) {
                  mine.atomically(
                      b -> {
                        b.cookies(b.cookies() - 1);
                        b.sold(b.sold() + 1);
                      });
                }
              }));
    }
    all.add(
        runInThread(
            () -> {
              for (int k = 0; k < rounds; k++) {
                Bakery now = bakery.snapshot();
                assertThat(now.cookies() + now.sold()).isEqualTo(1000);
              }
            }));
    for (Future<?> one : all) {
      get(one);
    }
    assertThat(bakery.cookies().get()).isEqualTo(1000 - 4 * rounds);
    assertThat(bakery.sold().get()).isEqualTo(4L * rounds);
  }

  @Test
  void readingOnlyMakesNoRevision() {
    long before = bakery.meta().newestRevision();
    assertThat(bakery.<Integer>atomicallyGet(b -> b.cookies() + b.price())).isEqualTo(3);
    assertThat(bakery.meta().newestRevision()).isEqualTo(before);
  }

  @Test
  void misuseIsToldClearly() throws Exception {
    assertThatThrownBy(() -> bakery.atomically(b -> bakery.atomically(c -> {})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("inside another");
    assertThatThrownBy(() -> bakery.atomically(b -> bakery.cookies().set(1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("through the draft");
    assertThatThrownBy(() -> bakery.atomically(b -> bakery.await(s -> true)))
        .isInstanceOf(IllegalStateException.class);
    BakeryState.Draft escaped = bakery.atomicallyGet(b -> b);
    assertThatThrownBy(() -> escaped.cookies())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("has ended");
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    bakery.atomically(
        b ->
            onAnotherThread(
                () -> {
                  try {
                    b.cookies(1);
                  } catch (IllegalStateException e) {
                    thrown.set(e);
                  }
                }));
    assertThat(thrown.get()).hasMessageContaining("belongs to the thread");
    assertThat(bakery.cookies().exists()).isFalse();
  }

  private void onAnotherThread(Runnable task) {
    try {
      get(runInThread(task));
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

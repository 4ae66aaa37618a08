package dev.zproc.runtime.state;

import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.testing.Engines;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values that one process has written and that no other can read. */
class BadValueTest {

  /** A list of two thousand million elements. */
  private static final Bytes BOMB = Bytes.wrap(new byte[] {'K', -1, -1, -1, -1, 7});

  private final Engines engines = new Engines();
  private final BakeryState bakery = Bakeries.of(engines.child());

  @AfterEach
  void stop() {
    engines.close();
  }

  private long poison(Bytes key) {
    return get(engines.root.commit(Commit.of(new Operation.Put(key, BOMB)))).revision();
  }

  private static void assertBad(String key, long revision, ThrowingCallable read) {
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(read)
          .satisfies(
              thrown -> {
                Throwable bad = thrown instanceof CompletionException ? thrown.getCause() : thrown;
                assertThat(bad)
                    .isInstanceOf(BadValueException.class)
                    .hasMessageContaining(key + (revision > 0 ? " at revision " + revision : ""));
                assertThat(((BadValueException) bad).key()).isEqualTo(key);
                assertThat(((BadValueException) bad).revision()).isEqualTo(revision);
              });
    }
  }

  @Test
  void aCellNamesItsKeyAndRevisionWhoeverReadsIt() {
    long revision = poison(Keys.key("bakery", "last"));

    assertBad("bakery.last", revision, () -> bakery.last().get());
    assertBad("bakery.last", revision, () -> bakery.last().async().get().join());
    assertBad("bakery.last", revision, () -> bakery.snapshot().last());
    assertBad("bakery.last", revision, () -> bakery.snapshotAt(revision).last());
    assertBad("bakery.last", revision, () -> bakery.last().update(before -> before));
    assertBad("bakery.last", revision, () -> bakery.atomicallyGet(draft -> draft.last()));
    bakery.cookies().set(7);
    assertBad("bakery.last", revision, () -> bakery.snapshot().last());
    assertThat(bakery.snapshot().cookies()).as("the others are well").isEqualTo(7);

    bakery.last().set(Order.of("Ann", 1));
    assertThat(bakery.last().get()).isEqualTo(Order.of("Ann", 1));
  }

  @Test
  void anEntryNamesItsKeyAndRevisionWhoeverReadsIt() {
    bakery.orders().put("Ann", Order.of("Ann", 1));
    Bytes ann =
        get(engines.root.range(Keys.entries("bakery", "orders"), 0)).entries().stream()
            .map(Entry::key)
            .findFirst()
            .orElseThrow();
    long revision = poison(ann);
    String key = "bakery.orders[Ann]";

    assertBad(key, revision, () -> bakery.orders().get("Ann"));
    assertBad(key, revision, () -> bakery.orders().async().get("Ann").join());
    assertBad(key, revision, () -> new ArrayList<>(bakery.orders().values()));
    assertBad(key, revision, () -> bakery.snapshot().orders().get("Ann"));
    assertBad(key, revision, () -> bakery.atomicallyGet(draft -> draft.orders().get("Ann")));
    assertThat(bakery.orders()).hasSize(1);
    bakery.orders().keySet().removeAll(List.of("Ann"));
    assertThat(bakery.orders()).isEmpty();
  }

  @Test
  void aWatchTellsOfItAndGoesOn() {
    try (Watch<Bakery> watch = bakery.watch(bakery.last()).open()) {
      bakery.last().set(Order.of("Ann", 1));
      long revision = poison(Keys.key("bakery", "last"));
      bakery.last().set(Order.of("Bob", 1));

      assertThat(watch.next().value(bakery.last())).isEqualTo(Order.of("Ann", 1));
      Change<?> bad = watch.next();
      assertBad("bakery.last", revision, () -> bad.value(bakery.last()));
      Change<?> good = watch.next();
      assertThat(good.value(bakery.last())).isEqualTo(Order.of("Bob", 1));
      assertBad("bakery.last", 0, () -> good.previous(bakery.last()));
    }
  }

  /** A wait whose predicate is given the value fails; what comes after is not spoilt by it. */
  @Test
  void aWaitFailsForItAndCanBeMadeAgain() {
    long revision = poison(Keys.key("bakery", "last"));

    assertBad(
        "bakery.last",
        revision,
        () -> bakery.await(state -> state.last() != null, Duration.ofSeconds(20)));
    bakery.last().set(Order.of("Ann", 1));
    assertThat(bakery.await(state -> state.last() != null, Duration.ofSeconds(20)).last())
        .isEqualTo(Order.of("Ann", 1));
  }
}

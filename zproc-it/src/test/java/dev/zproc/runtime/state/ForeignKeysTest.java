package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.fixtures.BakeryState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A key belongs to one state, whatever it is called. */
class ForeignKeysTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final ZProc zproc = ZProc.open();
  private final ChestState chest = ChestState.of(zproc);
  private final BakeryState bakery = BakeryState.of(zproc);

  @AfterEach
  void close() {
    zproc.close();
  }

  private void refused(Runnable use) {
    assertThatThrownBy(use::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no key of")
        .hasMessageContaining("'chest'")
        .hasMessageContaining("take it from this accessor");
  }

  @Test
  void keysOfAnotherStateAreRefused() {
    try (ZProc elsewhere = ZProc.open()) {
      for (Key foreign :
          List.<Key>of(
              bakery.cookies(), // of the same name
              bakery.price(), // of another
              bakery.orders(),
              bakery.snapshot().orders(),
              chest.namespace("attic").cookies(),
              chest.namespace("attic").counts(),
              zproc.dictionary("counts"),
              ChestState.of(elsewhere).cookies(),
              ChestState.of(elsewhere).counts())) {
        refused(() -> chest.watch(foreign));
        refused(() -> chest.watch(chest.cookies(), foreign));
        refused(() -> chest.watch().except(foreign));
        refused(() -> chest.changed(foreign));
        refused(() -> chest.awaitChange(foreign));
        refused(() -> chest.awaitChange(SOON, foreign));
      }
    }
  }

  @Test
  void keysOfTheSameStateAreTakenFromAnywhere() {
    chest.cookies().set(1);
    try (Watch<Chest> watch =
        ChestState.of(zproc)
            .watch(chest.cookies(), chest.fork().counts(), chest.snapshot().blobs())
            .open()) {
      chest.cookies().set(2);
      Change<Chest> change = watch.next(SOON);
      assertThat(change.changed(chest.cookies())).isTrue();
      assertThat(change.changed(bakery.cookies())).isFalse();
      assertThat(change.changed(chest.namespace("attic").cookies())).isFalse();
      chest.counts().put("a", 1);
      assertThat(watch.next(SOON).changed(chest.counts())).isTrue();
    }
  }

  @Test
  void aConditionMayLookAtAnyStateOfTheContext() {
    bakery.cookies().set(3);
    chest.cookies().set(4);
    Chest then =
        chest.await(bakery.cookies().equalTo(3).and(chest.cookies().equalTo(4)), Duration.ZERO);
    assertThat(then.cookies()).isEqualTo(4);
    try (ZProc elsewhere = ZProc.open()) {
      Condition foreign = BakeryState.of(elsewhere).cookies().equalTo(0);
      assertThatThrownBy(() -> chest.await(foreign))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("another context");
      assertThatThrownBy(() -> chest.cookies().await(foreign))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> chest.cookies().equalTo(0).and(foreign))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}

package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds now is answered now, however short the time; near the server and far from it. */
class ZeroTimeoutTest extends StateTestBase {

  private static final Duration NONE = Duration.ZERO;
  private static final Duration LESS = Duration.ofSeconds(-1);

  private BakeryState waiter(boolean far) {
    return far ? other : bakery;
  }

  private BakeryState writer(boolean far) {
    return far ? bakery : other;
  }

  private static void missed(Runnable wait) {
    assertThatThrownBy(wait::run).isInstanceOf(WaitTimeoutException.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void conditionsAndPredicates(boolean far) {
    BakeryState waiter = waiter(far);
    missed(() -> waiter.await(waiter.open().equalTo(true), NONE));
    missed(() -> waiter.await(Bakery::open, NONE));
    writer(far).open().set(true);
    for (int i = 0; i < 100; i++) {
      assertThat(waiter.await(waiter.open().equalTo(true), NONE).open()).isTrue();
      waiter.open().await(waiter.open().truthy(), LESS);
      assertThat(waiter.await(Bakery::open, NONE).open()).isTrue();
    }
    for (int i = 1; i <= 1000; i++) { // more than the window
      writer(far).cookies().set(i);
    }
    assertThat(waiter.fork().await(b -> b.cookies() == 1000, NONE).cookies()).isEqualTo(1000);
    assertThat(waiter.fork().await(waiter.cookies().equalTo(1000), NONE).cookies()).isEqualTo(1000);
    missed(() -> waiter.await(b -> b.cookies() > 1000, NONE));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void changes(boolean far) {
    BakeryState waiter = waiter(far);
    for (int i = 1; i <= 50; i++) {
      missed(() -> waiter.cookies().awaitChange(NONE));
      writer(far).cookies().set(i);
      assertThat(waiter.cookies().awaitChange(NONE)).isEqualTo(i);
      assertThat(waiter.awaitChange(NONE).value(waiter.cookies())).isEqualTo(i);
      writer(far).orders().put("a" + i, dev.zproc.runtime.fixtures.Order.of("Ann", i));
      waiter.orders().awaitChange(LESS);
      assertThat(waiter.awaitChange(LESS).changed(waiter.orders())).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void watches(boolean far) {
    BakeryState waiter = waiter(far);
    int many = 1000; // more than the window
    for (int i = 1; i <= many; i++) {
      writer(far).cookies().set(i);
    }
    try (Watch<Bakery> watch = waiter.fork().watch().open()) {
      for (int i = 1; i <= many; i++) {
        assertThat(watch.next(NONE).value(waiter.cookies())).isEqualTo(i);
      }
      missed(() -> watch.next(NONE));
    }
    try (Watch<Bakery> watch = waiter.fork().watch().open()) {
      int seen = 0;
      while (watch.poll().isPresent()) {
        seen++;
      }
      assertThat(seen).isEqualTo(many);
    }
  }

  @Test
  void anEngineThatHasEndedIsToldAndNotWaitedFor() {
    store.die();
    assertThatThrownBy(() -> other.await(other.open().truthy(), NONE))
        .isInstanceOf(dev.zproc.runtime.failure.ServerGoneException.class);
  }
}

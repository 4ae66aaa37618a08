package dev.zproc.junit.guide;

import static dev.zproc.junit.ZProcAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.junit.Schedules;
import dev.zproc.junit.ZProcExtension;
import dev.zproc.junit.ZProcTest;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ChildThreads;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.ZProcOptions;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.state.StateMap;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The tests that docs/guide/testing.md prints; {@link TestingPageTest} compares them. */
class BakerIT {

  @State(namespace = "bakery")
  interface Bakery {
    int cookies();

    StateMap<String, Integer> orders();
  }

  static final class Baker {

    @ChildProcess
    @WaitFor("cookies < 3")
    static int bake(int count, BakerIT_BakeryState bakery) {
      return bakery.cookies().add(count);
    }

    @ChildProcess
    static void eat(BakerIT_BakeryState bakery) {
      if (bakery.cookies().get() > 0) {
        bakery.cookies().add(-1);
      }
    }

    @ChildProcess
    static void burn() {
      throw new IllegalStateException("burnt");
    }
  }

  @ZProcTest
  void bakesWhenThereIsLittle(ZProc zproc) {
    BakerIT_BakeryState bakery = BakerIT_BakeryState.of(zproc);

    zproc.spawn(BakerIT_BakerLauncher.bake(5));

    assertThat(bakery.cookies()).eventuallyEquals(5);
  }

  @ZProcTest
  void saysWhatWentWrong(ZProc zproc) {
    Child<Void> child = zproc.spawn(BakerIT_BakerLauncher.burn());

    assertThatThrownBy(child::join)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("burnt");
  }

  @ZProcTest(options = "small")
  void refusesALongName(ZProc zproc) {
    BakerIT_BakeryState bakery = BakerIT_BakeryState.of(zproc);
    assertThatThrownBy(() -> bakery.orders().put("x".repeat(100), 1))
        .hasMessageContaining("maxKeyBytes");
  }

  static void small(ZProcOptions options) {
    options.maxKeyBytes(64);
  }

  static class Warm {

    @RegisterExtension
    static final ZProcExtension CONTEXT = ZProcExtension.with(options -> options.standby(1));

    @Test
    void bakes(ZProc zproc) {
      assertThat(zproc.spawn(BakerIT_BakerLauncher.bake(5)).join()).isEqualTo(5);
    }
  }

  @ZProcTest(options = "threads")
  void bakesInAThread(ZProc zproc) {
    assertThat(zproc.spawn(BakerIT_BakerLauncher.bake(5)).join()).isEqualTo(5);
  }

  static void threads(ZProcOptions options) {
    options.threads(ChildThreads.free());
  }

  @Test
  void bothEatTheLastOneInSomeOrder() {
    assertThatThrownBy(BakerIT::explore).hasMessageContaining("Schedules.replay(");
  }

  private static void explore() {
    Schedules.explore(
        1_000,
        zproc -> {
          BakerIT_BakeryState bakery = BakerIT_BakeryState.of(zproc);
          bakery.cookies().set(1);
          zproc.spawn(BakerIT_BakerLauncher.eat(), 2);
          zproc.awaitAll();
          assertThat(bakery.cookies().get()).isZero();
        });
  }

  @ZProcTest
  void waitsInManyWays(ZProc zproc) {
    BakerIT_BakeryState bakery = BakerIT_BakeryState.of(zproc);
    zproc.spawn(BakerIT_BakerLauncher.bake(5));
    bakery.orders().put("ann", 2);

    assertThat(bakery.cookies()).within(Duration.ofSeconds(30)).eventually(n -> n > 4);
    assertThat(bakery.cookies()).eventually(n -> n % 5 == 0, "a multiple of five");
    assertThat(bakery.orders()).eventuallyContains("ann", 2);
    assertThat(bakery).eventually(b -> b.cookies() > 4 && b.orders().size() == 1);
    assertThat(bakery).eventually(bakery.cookies().atLeast(5));
    assertThat(bakery).eventuallySatisfies(b -> assertThat(b.cookies()).isBetween(5, 9));
  }
}

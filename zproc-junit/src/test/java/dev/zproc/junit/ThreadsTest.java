package dev.zproc.junit;

import static dev.zproc.junit.ZProcAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.Child;
import dev.zproc.runtime.ChildThreads;
import dev.zproc.runtime.Signal;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.ZProcOptions;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.ChildFailedException;
import java.time.Duration;

/** Children as threads of this JVM: what is as it is with processes. */
class ThreadsTest {

  static void threads(ZProcOptions options) {
    options.threads(ChildThreads.free());
  }

  @ZProcTest(options = "threads")
  void runsWaitsAndReturns(ZProc zproc) {
    Shop_GoodsState goods = Shop_GoodsState.of(zproc);
    Child<String> child = zproc.spawn(ShopLauncher.note("ann", 3));

    goods.open().set(true);

    assertThat(child.join()).isEqualTo("ann in zproc-child[note]");
    assertThat(child.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(child.exitCode()).hasValue(0);
    assertThat(goods.log()).eventually(log -> log.size() == 3);
  }

  @ZProcTest(options = "threads")
  void failsWithTheStackOfTheMethod(ZProc zproc) {
    Child<Void> child = zproc.spawn(ShopLauncher.fail());

    ChildFailedException failure =
        catchThrowableOfType(ChildFailedException.class, () -> child.join());

    assertThat(failure)
        .hasMessageContainingAll("sold out", "at dev.zproc.junit.Shop.fail", "ThreadsTest");
    assertThat(failure.end()).isInstanceOf(ChildEnd.Threw.class);
  }

  @ZProcTest(options = "threads")
  void childrenOfChildrenAreThreadsToo(ZProc zproc) {
    assertThat(zproc.spawn(ShopLauncher.parent()).join()).isEqualTo(ProcessHandle.current().pid());
  }

  @ZProcTest(options = "threads")
  void stopsAndKills(ZProc zproc) {
    Child<String> waits = zproc.spawn(ShopLauncher.note("ann", 1));
    await().until(() -> zproc.waits().toString().contains("note waits for open"));
    waits.stop();
    assertThat(waits.end()).isEqualTo(new ChildEnd.Stopped());

    Child<Void> hangs = zproc.spawn(ShopLauncher.hang());
    assertThat(Shop_GoodsState.of(zproc).open()).eventuallyEquals(true);
    hangs.kill();
    assertThat(hangs.end()).isEqualTo(new ChildEnd.Stopped());
    assertThat(hangs.exitCode()).hasValue(137);
    awaitNone("hang"); // it goes on, until it has to do with zproc again
  }

  private static void awaitNone(String child) {
    String name = "zproc-child[" + child + "]";
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals(name)));
  }

  @ZProcTest(options = "threads")
  void whatAKilledOneHasStartedEndsWithIt(ZProc zproc) {
    Child<Void> parent = zproc.spawn(ShopLauncher.stubbornParent());
    assertThat(Shop_GoodsState.of(zproc).open()).eventuallyEquals(true);

    parent.kill();

    awaitNone("idle");
    Shop.RELEASE.countDown();
    awaitNone("stubbornParent");
  }

  @ZProcTest(options = "threads")
  void nothingIsKeptOnStandby(ZProc zproc) {
    zproc.standby(ShopLauncher.idle(), 2);
    zproc.standby(jvm -> jvm.heap("64m"), 1);

    assertThat(zproc.standbys()).isEmpty();
    assertThat(zproc.awaitStandbys(Duration.ZERO)).isTrue();
    assertThat(zproc.spawn(ShopLauncher.keepsSome()).join()).isZero();
    assertThatThrownBy(() -> zproc.standby(ShopLauncher.idle(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ZProcTest(options = "threads")
  void whatNeedsAProcessIsRefused(ZProc zproc) {
    Child<String> child = zproc.spawn(ShopLauncher.note("ann", 1));

    assertThatThrownBy(() -> child.signal(Signal.USR1))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("thread");
    assertThatThrownBy(() -> zproc.swarm(swarm -> swarm.workers(1)))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("threads(…)");
  }
}

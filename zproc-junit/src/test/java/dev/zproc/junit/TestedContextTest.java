package dev.zproc.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.ChildThreads;
import dev.zproc.runtime.UnseenFailures;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.ZProcOptions;
import dev.zproc.runtime.failure.ChildFailedException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The end of a test, with children as threads. */
class TestedContextTest {

  static void threads(ZProcOptions options) {
    options.threads(ChildThreads.free());
  }

  static class Unspeakable {

    @ZProcTest(options = "threads")
    void keeps(ZProc zproc) {
      Shop_SecretsState.of(zproc).kept().set(new Shop.Unspeakable(1));
      zproc.spawn(ShopLauncher.keep());
      await().until(() -> isWaiting(zproc));
    }

    private static boolean isWaiting(ZProc zproc) {
      try {
        return !zproc.waits().isEmpty();
      } catch (Error e) {
        return true; // which nobody can say
      }
    }

    static void threads(ZProcOptions options) {
      TestedContextTest.threads(options);
    }
  }

  @Test
  void aContextIsClosedWhateverGoesWrongBefore() {
    TestRun run = TestRun.of(Unspeakable.class);

    assertThat(run.failure()).hasMessage("unspeakable");
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().equals("zproc-child[keep]")));
  }

  /** It fails between the two looks, in whichever order they are taken. */
  @ZProcTest(options = "threads")
  void aChildThatFailsMeanwhileIsSeen(ZProc zproc) {
    Shop_GoodsState goods = Shop_GoodsState.of(zproc);
    zproc.spawn(ShopLauncher.failOnceOpen());
    AtomicBoolean looked = new AtomicBoolean();

    LastFailures failures =
        new LastFailures(
            () -> looked(zproc.children(), looked, goods, zproc),
            () -> looked(UnseenFailures.take(zproc), looked, goods, zproc));

    assertThat(failures.all())
        .extracting(ChildFailedException::child)
        .containsExactly("failOnceOpen");
  }

  @ZProcTest(options = "threads")
  void aProcessThatAThreadHasLeftIsFoundAndKilled(ZProc zproc) {
    LeftProcesses processes = new LeftProcesses(false);
    processes.follow(zproc);
    LeftProcesses inParallel = new LeftProcesses(true);
    inParallel.follow(zproc);

    long pid = zproc.spawn(KitchenLauncher.leave()).join();

    assertThat(inParallel.end(Duration.ZERO)).as("it may be another test's").isEmpty();
    assertThat(processes.end(Duration.ZERO))
        .singleElement()
        .asString()
        .startsWith(pid + " ")
        .endsWith("sleep 600");
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  private static <T> T looked(T seen, AtomicBoolean before, Shop_GoodsState goods, ZProc zproc) {
    if (before.compareAndSet(false, true)) {
      goods.open().set(true);
      await().until(() -> zproc.children().isEmpty());
    }
    return seen;
  }
}

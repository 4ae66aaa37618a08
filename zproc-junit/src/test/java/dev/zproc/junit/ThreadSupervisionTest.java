package dev.zproc.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ChildGroup;
import dev.zproc.runtime.ChildThreads;
import dev.zproc.runtime.MemberOptions;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.ZProcOptions;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.child.GroupStatus;
import dev.zproc.runtime.child.GroupStrategy;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.LimitExceededException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** Children as threads are supervised as processes are. */
class ThreadSupervisionTest {

  static void threads(ZProcOptions options) {
    options.threads(ChildThreads.free());
  }

  /** The kinds of what a context tells of its children. */
  private static class Kinds implements Flow.Subscriber<ChildEvent> {

    final List<String> seen = new CopyOnWriteArrayList<>();

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(ChildEvent event) {
      seen.add(event.getClass().getSimpleName());
    }

    @Override
    public void onError(Throwable failure) {
      seen.add(failure.toString());
    }

    @Override
    public void onComplete() {
      seen.add("completed");
    }
  }

  @ZProcTest(options = "threads")
  void aRestartAndItsEventsAreAsWithProcesses(ZProc zproc) {
    Kinds events = new Kinds();
    zproc.events(Runnable::run).subscribe(events);

    Child<Integer> child =
        zproc.spawn(
            ShopLauncher.failOnce(),
            spawn ->
                spawn.restart(
                    RestartPolicy.ON_FAILURE, 1, Duration.ofMinutes(1), Duration.ofMillis(1)));

    assertThat(child.join()).isEqualTo(2);
    assertThat(child.restarts()).isEqualTo(1);
    await().until(() -> events.seen.contains("Ended"));
    assertThat(events.seen)
        .containsExactly(
            "Started", "Running", "Exited", "Restarting", "Started", "Running", "Exited", "Ended");
  }

  @ZProcTest(options = "threads")
  void oneThatReturnsTooOftenHasFailed(ZProc zproc) {
    Child<Void> child =
        zproc.spawn(
            ShopLauncher.buy(),
            spawn ->
                spawn.restart(
                    RestartPolicy.ALWAYS, 1, Duration.ofMinutes(1), Duration.ofMillis(1)));

    ChildFailedException failure =
        catchThrowableOfType(ChildFailedException.class, () -> child.join());

    assertThat(failure)
        .hasMessageContainingAll(
            "attempt 2", "returned. It was given up after 1 restart within 60 s.", "max", "stop()");
    assertThat(failure.end()).isEqualTo(new ChildEnd.Returned());
    assertThatThrownBy(child.result()::join).hasMessageContaining("given up");
  }

  @ZProcTest(options = "threads")
  void aGroupWhoseChildReturnsTooOftenStopsAndFails(ZProc zproc) {
    Call<Void> idler = ShopLauncher.idle();
    ChildGroup group =
        zproc.group(
            "shop",
            shop ->
                shop.restarts(1, Duration.ofMinutes(1))
                    .child(idler)
                    .child(
                        ShopLauncher.buy(),
                        each ->
                            each.restart(
                                RestartPolicy.ALWAYS,
                                9,
                                Duration.ofMinutes(1),
                                Duration.ofMillis(1))));

    assertThatThrownBy(group::join)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("Its group 'shop' gave up after 1 restart within 60 s.");
    assertThat(group.child(idler).end()).isEqualTo(new ChildEnd.Stopped());
  }

  /** Told by the thread that would have to do it. */
  @ZProcTest(options = "threads")
  void aSubscriberThatWouldWaitForItselfIsTold(ZProc zproc) {
    CompletableFuture<Child<Void>> child = new CompletableFuture<>();
    CompletableFuture<List<Throwable>> thrown = new CompletableFuture<>();
    zproc
        .events(Runnable::run)
        .subscribe(
            new Kinds() {
              @Override
              public void onNext(ChildEvent event) {
                if (event instanceof ChildEvent.Running) {
                  Child<Void> idler = child.join();
                  thrown.complete(
                      Stream.<ThrowingCallable>of(
                              idler::join,
                              idler::stop,
                              idler::kill,
                              zproc::awaitAll,
                              zproc::close,
                              () -> zproc.spawn(ShopLauncher.idle()))
                          .map(Assertions::catchThrowable)
                          .toList());
                }
              }
            });

    child.complete(zproc.spawn(ShopLauncher.idle()));

    assertThat(thrown.orTimeout(20, TimeUnit.SECONDS).join())
        .hasSize(6)
        .allSatisfy(
            each ->
                assertThat(each)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("events() without an executor"));
    assertThat(child.join().isAlive()).isTrue();
    zproc.ping();
    child.join().stop();
  }

  @ZProcTest(options = "threads")
  void aTimeOutEndsIt(ZProc zproc) {
    Duration limit = Duration.ofMillis(20);
    Child<Void> child = zproc.spawn(ShopLauncher.idle(), spawn -> spawn.timeout(limit));

    ChildFailedException failure =
        catchThrowableOfType(ChildFailedException.class, () -> child.join());

    assertThat(failure.end()).isEqualTo(new ChildEnd.TimedOut(limit));
    assertThat(child.exitCode()).hasValue(137);
  }

  /** A failure that another thread asks for at the same moment goes to one or to both. */
  @ZProcTest(options = "threads")
  void nobodyIsStoppedForAFailureThatIsNotThrown(ZProc zproc) {
    Shop_GoodsState goods = Shop_GoodsState.of(zproc);
    for (int i = 0; i < 50; i++) {
      goods.open().set(false);
      goods.stock().set(0);
      Child<Void> idler = zproc.spawn(ShopLauncher.queue());
      Child<Void> failing = zproc.spawn(ShopLauncher.failOnceOpen());
      CompletableFuture<Void> seen = failing.result().exceptionally(failure -> null);
      CompletableFuture<Throwable> thrown =
          CompletableFuture.runAsync(zproc::awaitAll, task -> new Thread(task).start())
              .handle((done, failure) -> failure);

      goods.open().set(true);
      seen.join();
      goods.stock().set(1);

      boolean silent = thrown.join() == null;
      assertThat(silent && idler.onExit().join() instanceof ChildEnd.Stopped)
          .as("round %d", i)
          .isFalse();
    }
  }

  /** Who watches them by their ends alone takes none of their failures. */
  @ZProcTest(options = "threads")
  void failuresThatNobodyTakesAreNotAllKept(ZProc zproc) {
    WeakReference<Child<Void>> first = new WeakReference<>(failed(zproc, 1));
    for (int i = 0; i < 10; i++) {
      failed(zproc, 100);
    }

    await()
        .until(
            () -> {
              System.gc();
              return first.get() == null;
            });
    ChildFailedException failure =
        catchThrowableOfType(ChildFailedException.class, zproc::awaitAll);
    assertThat(failure.getSuppressed()).hasSize(1_000);
    assertThat(failure.getSuppressed()[999])
        .isInstanceOf(LimitExceededException.class)
        .hasMessageContainingAll("one more child has failed before", "the newest 1000 are kept");
    zproc.awaitAll(); // it is told once
  }

  private static Child<Void> failed(ZProc zproc, int count) {
    List<Child<Void>> children = zproc.spawn(ShopLauncher.fail(), count);
    children.forEach(child -> child.onExit().join());
    return children.get(0);
  }

  private static MemberOptions again(MemberOptions member) {
    return member.restart(RestartPolicy.ON_FAILURE, 1, Duration.ofMinutes(1), Duration.ofMillis(1));
  }

  @ZProcTest(options = "threads")
  void aGroupStartsInOrderIsRestartedAsOneAndEndsWithItsSignificantChild(ZProc zproc) {
    Shop_GoodsState goods = Shop_GoodsState.of(zproc);
    Call<Void> opener = ShopLauncher.openAndIdle();
    Call<Integer> buyer = ShopLauncher.failOnce();

    ChildGroup group =
        zproc.group(
            "shop",
            shop ->
                shop.strategy(GroupStrategy.ONE_FOR_ALL)
                    .child(opener, each -> again(each).readyWhen(goods.open().equalTo(true)))
                    .child(buyer, each -> again(each).significant()));
    group.join();

    assertThat(group.status()).isEqualTo(GroupStatus.ENDED);
    assertThat(group.child(buyer).join()).isEqualTo(2);
    assertThat(group.child(opener).restarts()).isEqualTo(1);
  }
}

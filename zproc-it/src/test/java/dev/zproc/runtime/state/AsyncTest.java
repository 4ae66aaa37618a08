package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.OutcomeUnknownException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.ForwardingEngine;
import dev.zproc.runtime.fixtures.Order;
import dev.zproc.runtime.fixtures.Size;
import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Turn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Reads and writes that nobody waits for, by the process that has the server in it. */
class AsyncTest extends StateTestBase {

  private static final Bytes COOKIES = Keys.key("bakery", "cookies");

  /** The process that does not wait. */
  BakeryState own() {
    return bakery;
  }

  /** Another one. */
  BakeryState another() {
    return other;
  }

  StateEngine anotherEngine() {
    return there;
  }

  @Test
  void everyCallOfACellHasATwin() throws Exception {
    AsyncIntCell cookies = own().cookies().async();
    assertThat(get(cookies.exists())).isFalse();
    assertThat(get(cookies.revision())).isZero();
    assertThat(get(cookies.get())).isZero();
    get(cookies.set(3));
    assertThat(get(cookies.exists())).isTrue();
    assertThat(get(cookies.revision())).isEqualTo(own().cookies().revision());
    assertThat(get(cookies.getAndSet(4))).isEqualTo(3);
    assertThat(get(cookies.add(-1))).isEqualTo(3);
    assertThat(get(cookies.accumulateMin(2))).isEqualTo(2);
    assertThat(get(cookies.accumulateMax(9))).isEqualTo(9);
    assertThat(get(cookies.remove())).isTrue();
    assertThat(get(cookies.remove())).isFalse();
    assertThat(get(own().sold().async().add(5))).isEqualTo(5);
    assertThat(get(own().sold().async().getAndSet(7))).isEqualTo(5);
    assertThat(get(own().weight().async().accumulateMax(0.5))).isEqualTo(0.5);
    assertThat(get(own().weight().async().get())).isEqualTo(0.5);
    assertThat(get(own().open().async().getAndSet(true))).isFalse();
    assertThat(get(own().open().async().get())).isTrue();
    assertThat(get(own().last().async().get())).isNull();
    assertThat(get(own().last().async().getAndSet(Order.of("Ann", 1)))).isNull();
    assertThat(get(own().last().async().get())).isEqualTo(Order.of("Ann", 1));
    get(own().last().async().set(null));
    assertThat(own().last().exists()).isFalse();
    get(own().names().async().append("a"));
    get(own().names().async().append("b", 1));
    assertThat(get(own().names().async().get())).containsExactly("b");
    assertThat(get(own().names().async().getAndSet(List.of("c")))).containsExactly("b");
  }

  @Test
  void aValueIsComparedAndSet() throws Exception {
    AsyncIntCell cookies = own().cookies().async();
    // The key reads as its initial value until it is set.
    CompletableFuture<Boolean> first = cookies.compareAndSet(0, 1);
    CompletableFuture<Void> then = cookies.set(5);
    assertThat(get(first)).isTrue();
    get(then);
    assertThat(get(cookies.compareAndSet(1, 2))).isFalse();
    assertThat(get(cookies.compareAndSet(5, 6))).isTrue();
    assertThat(get(own().price().async().compareAndSet(4, 5))).isFalse();
    assertThat(get(own().price().async().compareAndSet(3, 5))).isTrue();
    assertThat(get(own().open().async().compareAndSet(false, true))).isTrue();
    AsyncCell<Size> size = own().size().async();
    assertThat(get(size.compareAndSet(Size.BIG, null))).isFalse();
    assertThat(get(size.compareAndSet(null, Size.BIG))).isTrue();
    assertThat(get(size.compareAndSet(null, Size.BIG))).isFalse();
    assertThat(get(size.compareAndSet(Size.BIG, null))).isTrue();
    AsyncListCell<String> names = own().names().async();
    assertThat(get(names.compareAndSet(List.of("x"), List.of("y")))).isFalse();
    assertThat(get(names.compareAndSet(List.of(), List.of("y")))).isTrue();
    assertThat(get(names.compareAndSet(List.of("y"), List.of()))).isTrue();
  }

  @Test
  void fromItsInitialValueItIsSetOnce() throws Exception {
    AtomicBoolean removes = new AtomicBoolean();
    StateEngine engine =
        new ForwardingEngine(here) {
          @Override
          public void commit(Commit commit, Answer<CommitResult> answer) {
            super.commit(commit, answer);
            if (removes.getAndSet(false)) {
              another().cookies().remove(); // as if it came right behind
            }
          }
        };
    AsyncIntCell cookies = Bakeries.of(engine).cookies().async();
    another().cookies().set(0);
    removes.set(true);
    assertThat(get(cookies.compareAndSet(0, 5))).isTrue();
    assertThat(own().cookies().exists()).isFalse();
    assertThat(get(cookies.compareAndSet(1, 5))).isFalse();
    assertThat(get(cookies.compareAndSet(0, 5))).isTrue();
    assertThat(own().cookies().get()).isEqualTo(5);
  }

  @Test
  void everyCallOfAMapHasATwin() throws Exception {
    AsyncMap<String, Order> orders = own().orders().async();
    Order one = Order.of("Ann", 1);
    Order two = Order.of("Ann", 2);
    assertThat(get(orders.get("Ann"))).isNull();
    assertThat(get(orders.put("Ann", one))).isNull();
    assertThat(get(orders.put("Ann", two))).isEqualTo(one);
    assertThat(get(orders.putIfAbsent("Ann", one))).isEqualTo(two);
    assertThat(get(orders.putIfAbsent("Bob", one))).isNull();
    assertThat(get(orders.containsKey("Bob"))).isTrue();
    assertThat(get(orders.size())).isEqualTo(2);
    assertThat(get(orders.getAll())).isEqualTo(Map.of("Ann", two, "Bob", one));
    assertThat(get(orders.replace("Ann", one, two))).isFalse();
    assertThat(get(orders.replace("Ann", two, one))).isTrue();
    assertThat(get(orders.remove("Ann", two))).isFalse();
    assertThat(get(orders.remove("Ann", one))).isTrue();
    assertThat(get(orders.remove("Ann", one))).isFalse();
    assertThat(get(orders.remove("Bob"))).isEqualTo(one);
    assertThat(own().orders().size()).isZero();
    own().orders().put("x", one);
    get(orders.clear());
    assertThat(own().orders()).isEmpty();
    assertThat(own().orders().size()).isZero();
  }

  @Test
  void manyEntriesGoAndComeAtOnce() throws Exception {
    Map<String, Order> all = new LinkedHashMap<>();
    for (int i = 0; i < 5_000; i++) {
      all.put("customer " + i, Order.of("x", i));
    }
    get(own().orders().async().putAll(all));
    assertThat(own().orders().size()).isEqualTo(5_000);
    List<String> keys = new ArrayList<>(all.keySet());
    keys.add("nobody");
    keys.add("customer 1");
    assertThat(get(own().orders().async().getAll(keys))).isEqualTo(all);
    assertThat(own().orders().getAll(keys)).isEqualTo(all);
    assertThat(get(own().orders().async().getAll(List.of("nobody")))).isEmpty();
    assertThat(get(own().orders().async().getAll(List.of()))).isEmpty();
    assertThat(own().snapshot().orders().getAll(List.of("customer 7", "nobody")))
        .containsOnlyKeys("customer 7");
  }

  @Test
  void callsAreDoneInTheirOrder() throws Exception {
    int count = 50_000;
    List<Future<Integer>> read = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      CompletableFuture<Void> unused = own().cookies().async().set(i);
      read.add(own().cookies().async().get());
    }
    for (int i = 0; i < count; i++) {
      assertThat(get(read.get(i))).isEqualTo(i);
    }
    assertThat(own().snapshotAt(own().meta().horizon()).cookies()).isEqualTo(count - 1);
  }

  @Test
  void whatBlocksSeesWhatWasCalledBefore() {
    for (int i = 1; i <= 1_000; i++) {
      CompletableFuture<?> unused = own().cookies().async().set(i);
      assertThat(own().cookies().get()).isEqualTo(i);
      unused = own().cookies().async().set(-i);
      assertThat(own().snapshot().cookies()).isEqualTo(-i);
      unused = own().orders().async().put("k" + i, Order.of("x", i));
      assertThat(own().orders().containsKey("k" + i)).isTrue();
      unused = own().price().async().set(i);
      int price = own().atomicallyGet(draft -> draft.price());
      assertThat(price).isEqualTo(i);
      unused = own().cookies().async().set(2 * i);
      assertThat(own().cookies().add(1)).isEqualTo(2 * i + 1);
      unused = own().orders().async().remove("k" + i);
      Order gone = Order.of("x", i);
      boolean found = own().atomicallyGet(draft -> draft.orders().containsValue(gone));
      assertThat(found).isFalse();
      assertThat(own().orders()).isEmpty();
    }
  }

  @Test
  void manyThreadsShareIt() throws Exception {
    List<Future<List<Integer>>> all = new ArrayList<>();
    for (int t = 0; t < 8; t++) {
      all.add(
          inThread(
              () -> {
                List<CompletableFuture<Integer>> sums = new ArrayList<>();
                for (int i = 0; i < 5_000; i++) {
                  sums.add(own().cookies().async().add(1));
                }
                return sums.stream().map(CompletableFuture::join).toList();
              }));
    }
    for (Future<List<Integer>> sums : all) {
      assertThat(get(sums)).isSorted().doesNotHaveDuplicates().hasSize(5_000);
    }
    assertThat(another().cookies().get()).isEqualTo(40_000);
  }

  /** Has commits to the cookies wait. */
  private Turn hold() throws Exception {
    return get(anotherEngine().takeTurn(List.of(KeyRange.single(COOKIES))));
  }

  @Test
  void whatWaitsForATurnIsNotOvertaken() throws Exception {
    own().price().set(3);
    Turn turn = hold();
    CompletableFuture<Void> set = own().cookies().async().set(7);
    CompletableFuture<Integer> read = own().cookies().async().get();
    CompletableFuture<Integer> price = own().price().async().getAndSet(4);
    CompletableFuture<Map<String, Order>> orders = own().orders().async().getAll();
    Future<Integer> blocking = inThread(() -> own().cookies().get());
    Future<Integer> snapshot = inThread(() -> own().snapshot().cookies());
    Future<Integer> transaction = inThread(() -> own().atomicallyGet(draft -> draft.cookies()));
    assertThat(another().cookies().get()).isZero();
    assertThat(List.<Future<?>>of(set, read, price, orders, blocking, snapshot, transaction))
        .noneMatch(Future::isDone);
    turn.end();
    assertThat(get(read)).isEqualTo(7);
    assertThat(get(price)).isEqualTo(3);
    assertThat(get(blocking)).isEqualTo(7);
    assertThat(get(snapshot)).isEqualTo(7);
    assertThat(get(transaction)).isEqualTo(7);
    assertThat(get(orders)).isEmpty();
  }

  @Test
  void whoHasATurnIsNotHeldUpByWhatWaitsForItsEnd() throws Exception {
    List<CompletableFuture<Void>> waiting = new ArrayList<>();
    AtomicInteger runs = new AtomicInteger();
    own().orders().put("a", Order.of("a", 1));
    int left =
        own()
            .cookies()
            .update(
                cookies -> {
                  if (runs.incrementAndGet() <= Contender.PATIENCE) {
                    another().cookies().add(10);
                  } else {
                    waiting.add(getQuietly(inThread(() -> own().cookies().async().set(99))));
                  }
                  assertThat(own().orders().getAll(List.of("b", "a", "a"))).containsOnlyKeys("a");
                  assertThat(own().orders().keySet().containsAll(List.of("a", "b"))).isFalse();
                  return cookies + own().price().get();
                });
    assertThat(left).isEqualTo(43);
    assertThat(runs).hasValue(Contender.PATIENCE + 1);
    get(waiting.get(0));
    assertThat(own().cookies().get()).isEqualTo(99);
  }

  private static <T> T getQuietly(Future<T> future) {
    try {
      return get(future);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aTransactionRefusesIt() {
    assertThatThrownBy(
            () ->
                own()
                    .atomically(
                        draft -> {
                          CompletableFuture<?> unused = own().cookies().async().set(1);
                        }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no part of the transaction");
    assertThatThrownBy(
            () ->
                own()
                    .atomically(
                        draft -> {
                          AsyncMap<String, Order> unused = draft.orders().async();
                        }))
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessageContaining("has no async()");
    assertThatThrownBy(() -> own().snapshot().orders().async())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(
            () -> own().cookies().update(c -> own().cookies().async().getAndSet(1).join()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("recursive update");
    assertThat(another().cookies().exists()).isFalse();
  }

  @Test
  void failuresAreThoseOfTheBlockingCalls() {
    CompletableFuture<Void> tooLarge = own().names().async().set(List.of("x".repeat(17 << 20)));
    assertThatThrownBy(() -> get(tooLarge))
        .isInstanceOf(ExecutionException.class)
        .hasCauseInstanceOf(LimitExceededException.class)
        .hasMessageContaining("maxValueBytes");
    assertThat(tooLarge).isCompletedExceptionally();
    assertThatThrownBy(() -> own().names().async().set(null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> own().orders().async().get(null))
        .isInstanceOf(NullPointerException.class);
    assertThatThrownBy(() -> own().names().async().append("a", 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cancellingTakesNothingBack() throws Exception {
    CompletableFuture<Void> set = own().cookies().async().set(1);
    boolean cancelled = set.cancel(true);
    assertThat(set.isCancelled()).isEqualTo(cancelled);
    assertThat(get(own().cookies().async().get())).isEqualTo(1);
  }

  @Test
  void itIsAnOwnCommit() throws Exception {
    get(own().cookies().async().set(1));
    assertThatThrownBy(() -> own().cookies().awaitChange(SHORT))
        .isInstanceOf(WaitTimeoutException.class);
    assertThat(another().fork().cookies().awaitChange(SOON)).isEqualTo(1);
  }

  @Test
  void aServerThatDiesEndsWhatIsUnderway() throws Exception {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      all.add(own().cookies().async().add(1));
      all.add(own().price().async().get());
    }
    store.die();
    for (int i = 0; i < 100; i++) {
      all.add(own().cookies().async().add(1));
      all.add(own().price().async().get());
    }
    int failed = 0;
    for (CompletableFuture<?> each : all) {
      try {
        get(each);
      } catch (ExecutionException e) {
        failed++;
        assertThat(e.getCause())
            .isInstanceOfAny(
                ServerGoneException.class,
                OutcomeUnknownException.class,
                ContextClosedException.class);
      }
    }
    assertThat(failed).isGreaterThanOrEqualTo(100);
  }
}

package dev.zproc.runtime.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.fixtures.Bakery;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PublisherTest extends StateTestBase {

  private final class Collector implements Flow.Subscriber<Change<Bakery>> {
    final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    final BlockingQueue<Integer> values = new LinkedBlockingQueue<>();
    final CompletableFuture<String> end = new CompletableFuture<>();

    @Override
    public void onSubscribe(Flow.Subscription made) {
      subscription.complete(made);
    }

    @Override
    public void onNext(Change<Bakery> change) {
      values.add(change.value(bakery.cookies()));
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(failure.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      end.complete("complete");
    }
  }

  @Test
  void noMoreIsDeliveredThanWasRequested() throws Exception {
    Collector collector = new Collector();
    bakery.watch(bakery.cookies()).limit(5).publisher().subscribe(collector);
    for (int i = 1; i <= 6; i++) {
      other.cookies().set(i);
    }
    Flow.Subscription subscription = get(collector.subscription);
    subscription.request(2);
    assertThat(collector.values.poll(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(collector.values.poll(20, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(collector.values.poll(SHORT.toMillis(), TimeUnit.MILLISECONDS)).isNull();
    subscription.request(10);
    assertThat(get(collector.end)).isEqualTo("complete");
    assertThat(List.copyOf(collector.values)).containsExactly(3, 4, 5);
    awaitWaiting(0);
  }

  @Test
  void theEndOfTheServerIsAnError() throws Exception {
    Collector collector = new Collector();
    bakery.watch().publisher().subscribe(collector);
    get(collector.subscription).request(1);
    awaitWaiting(1);
    store.die();
    assertThat(get(collector.end)).isEqualTo("ServerGoneException");
  }

  @Test
  void cancellingClosesTheWatch() throws Exception {
    Collector collector = new Collector();
    bakery.watch().publisher().subscribe(collector);
    get(collector.subscription).request(Long.MAX_VALUE);
    awaitWaiting(1);
    get(collector.subscription).cancel();
    awaitWaiting(0);
  }
}

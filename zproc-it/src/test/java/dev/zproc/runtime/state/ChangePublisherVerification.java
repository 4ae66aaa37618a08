package dev.zproc.runtime.state;

import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.ServerBackend;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;

/**
 * What the Reactive Streams suite is to check; not nested, so that no other runner takes it for a
 * test.
 */
final class ChangePublisherVerification extends FlowPublisherVerification<Change<Bakery>> {
  private final List<ServerBackend> stores = new ArrayList<>();

  ChangePublisherVerification() {
    super(new TestEnvironment(1000, 50));
  }

  @Override
  public Flow.Publisher<Change<Bakery>> createFlowPublisher(long elements) {
    ServerBackend store = new ServerBackend();
    stores.add(store);
    BakeryState bakery = Bakeries.of(store.newSession());
    BakeryState writer = bakery.fork();
    long made = Math.min(elements, 5000);
    for (int i = 1; i <= made; i++) {
      writer.cookies().set(i);
    }
    WatchRequest<Bakery> request = bakery.watch();
    // An empty one has to be complete at once, which a watch with a limit of 1 or more never is.
    return (elements == 0 ? request.limit(1) : request.limit(elements)).publisher();
  }

  @Override
  public Flow.Publisher<Change<Bakery>> createFailedFlowPublisher() {
    ServerBackend store = new ServerBackend();
    stores.add(store);
    BakeryState bakery = Bakeries.of(store.newSession());
    Flow.Publisher<Change<Bakery>> publisher = bakery.watch().publisher();
    store.die();
    return publisher;
  }

  @Override
  public long maxElementsFromPublisher() {
    // One test asks for so many, and takes ten.
    return Integer.MAX_VALUE;
  }

  void close() {
    stores.forEach(ServerBackend::close);
  }
}

package dev.zproc.runtime.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What is said to the server of what is open, and what a listener can do to the others. */
class OpenSubscriptionsTest {

  private static final WatchSpec SPEC =
      new WatchSpec(KeySelection.of(new KeyRange(Bytes.EMPTY, null)), 1, 0, false, 0, "all");

  private final List<Request> said = new ArrayList<>();

  /** Whether the server opens what it is asked to. */
  private boolean opens;

  /** What the server answers to a watch, when it does; null if it answers at once. */
  private CompletableFuture<Reply> later;

  /** Whether the connection comes back while the next watch is asked for. */
  private boolean reconnects;

  private final OpenSubscriptions open = new OpenSubscriptions(channel());

  private Channel channel() {
    return (Channel)
        Proxy.newProxyInstance(
            Channel.class.getClassLoader(),
            new Class<?>[] {Channel.class},
            (proxy, method, arguments) -> {
              said.add((Request) arguments[0]);
              if (arguments[0] instanceof Request.Watch && reconnects) {
                reconnects = false;
                open.reopen();
              }
              if (later != null && arguments[0] instanceof Request.Watch) {
                return later;
              }
              if (opens) {
                return CompletableFuture.completedFuture(new Reply.Opened(1));
              }
              return CompletableFuture.completedFuture(new Reply.Done());
            });
  }

  private long cancels() {
    return said.stream().filter(Request.Cancel.class::isInstance).count();
  }

  private static Push event(long revision, long... ids) {
    return new Push.Event(ids, new CommitEvent(revision, 7, List.of()));
  }

  @Test
  void oneCancelIsSaidForEachHoweverMuchIsStillOnItsWay() {
    Subscription first = open.watch(SPEC, 100, new Listener(null));
    Subscription second = open.watch(SPEC, 100, new Listener(null));
    first.cancel();
    second.cancel();
    first.cancel();
    for (int i = 2; i < 50; i++) {
      open.push(event(i, 1, 2));
    }
    assertThat(cancels()).isEqualTo(2);
  }

  @Test
  void aListenerThatThrowsAnErrorIsToldAndGetsNoMoreAndTheOthersAll() {
    Listener bad = new Listener(new AssertionError("of a test"));
    Listener good = new Listener(null);
    open.watch(SPEC, 100, bad);
    open.watch(SPEC, 100, good);
    open.push(event(2, 1, 2));
    open.push(event(3, 1, 2));
    assertThat(bad.events).isEqualTo(1);
    assertThat(bad.closed).singleElement().extracting(Throwable::getCause).isSameAs(bad.thrown);
    assertThat(good.events).isEqualTo(2);
    assertThat(good.closed).isEmpty();
    assertThat(cancels()).isEqualTo(1);
  }

  @Test
  void aWantOfMemoryEndsTheThreadAndIsTold() {
    Listener bad = new Listener(new OutOfMemoryError("of a test"));
    open.watch(SPEC, 100, bad);
    assertThatThrownBy(() -> open.push(event(2, 1))).isSameAs(bad.thrown);
    assertThat(bad.closed).hasSize(1);
  }

  @Test
  void whatIsOpenedTwiceAsTheConnectionComesBackIsOpenOnce() {
    opens = true;
    reconnects = true;
    Subscription watch = open.watch(SPEC, 100, new Listener(null));

    assertThat(said.stream().filter(Request.Watch.class::isInstance)).hasSize(2);
    assertThat(said.get(said.size() - 1)).isEqualTo(new Request.Cancel(1));
    watch.cancel();
    assertThat(said.get(said.size() - 1)).isEqualTo(new Request.Cancel(2));
    assertThat(cancels()).isEqualTo(2);
  }

  @Test
  void whatIsCancelledBeforeTheServerHasOpenedItIsCancelledOnce() {
    CompletableFuture<Reply> answer = new CompletableFuture<>();
    later = answer;
    open.watch(SPEC, 100, new Listener(null)).cancel();
    answer.complete(new Reply.Opened(1));
    assertThat(cancels()).isEqualTo(1);
  }

  @Test
  void whoCannotBeToldOfTheEndIsToldOnceMoreAndTheOthersAreToldAllTheSame() {
    List<Unlucky> all = List.of(new Unlucky(), new Unlucky(), new Unlucky());
    all.forEach(each -> open.watch(SPEC, 100, each));
    EngineException.Closed cause = new EngineException.Closed("over");

    assertThatThrownBy(() -> open.closed(cause)).isInstanceOf(OutOfMemoryError.class);
    assertThat(all).allMatch(each -> each.asked == 1);
    open.closed(cause);
    open.closed(cause);
    assertThat(all).allMatch(each -> each.asked == 2);
  }

  /** Has no memory for the end the first time. */
  private static final class Unlucky implements WatchListener {

    private int asked;

    @Override
    public void onEvent(CommitEvent event) {}

    @Override
    public void onGone(long oldest) {}

    @Override
    public void onClosed(Throwable cause) {
      if (++asked == 1) {
        throw new OutOfMemoryError("of a test");
      }
    }
  }

  private static final class Listener implements WatchListener {

    private final Error thrown;
    private final List<Throwable> closed = new ArrayList<>();
    private int events;

    Listener(Error thrown) {
      this.thrown = thrown;
    }

    @Override
    public void onEvent(CommitEvent event) {
      events++;
      if (thrown != null) {
        throw thrown;
      }
    }

    @Override
    public void onGone(long oldest) {}

    @Override
    public void onClosed(Throwable cause) {
      closed.add(cause);
    }
  }
}

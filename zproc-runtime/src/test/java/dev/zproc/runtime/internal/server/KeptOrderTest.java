package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.SessionListener;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.wire.ToolWord;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What must arrive arrives in the order of its numbers, since a link hears of none below the last.
 */
class KeptOrderTest {

  private static final int MAX_VALUE_BYTES = 1024;

  /** Of a child, in whatever sense. */
  private static final byte NOTE = 1;

  private final HeldServer server =
      new HeldServer(
          ServerOptions.DEFAULTS.withLimits(
              new StoreLimits(100, 1 << 20, 1024, MAX_VALUE_BYTES, 100, 100, 100, Long.MAX_VALUE)));

  private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

  @BeforeEach
  void listen() {
    server.root.listen(
        new SessionListener() {
          @Override
          public void fromChild(long session, byte kind, Bytes payload) {
            heard.add(kind + " of " + session);
          }

          @Override
          public void outcome(long session, Bytes payload) {
            heard.add("outcome of " + session);
          }

          @Override
          public void fromParent(byte kind, Bytes payload) {}
        });
  }

  @AfterEach
  void stop() throws InterruptedException {
    server.close();
  }

  @Test
  void whatAToolSaysDoesNotOvertakeANoteThatIsBeingKept() throws Exception {
    EngineSession child = server.child();
    EngineSession operator = server.operator();
    server.log.hold();
    CompletableFuture<Void> first = child.note(NOTE, Bytes.EMPTY);
    server.awaitHolding();
    CompletableFuture<Void> second = operator.note(ToolWord.FOLLOW, Bytes.EMPTY);
    get(operator.ping());

    server.log.release();

    get(first);
    get(second);
    assertHeard(NOTE + " of " + child.session());
    assertHeard(ToolWord.FOLLOW + " of " + operator.session());
  }

  @Test
  void whatIsTooLargeToBeKeptDoesNotOvertakeWhatIsBeingKept() throws Exception {
    EngineSession child = server.child();
    EngineSession other = server.child();
    EngineSession third = server.child();
    server.log.hold();
    CompletableFuture<Void> first = child.note(NOTE, Bytes.EMPTY);
    server.awaitHolding();
    Bytes large = Bytes.wrap(new byte[MAX_VALUE_BYTES + 1]);
    CompletableFuture<Void> second = other.note(NOTE, large);
    get(other.ping());
    CompletableFuture<Void> last = third.outcome(large);
    get(third.ping());

    server.log.release();

    get(first);
    get(second);
    get(last);
    assertHeard(NOTE + " of " + child.session());
    assertHeard(NOTE + " of " + other.session());
    assertHeard("outcome of " + third.session());
    assertThat(get(server.root.takeOutcome(third.session()))).contains(large);
  }

  private void assertHeard(String what) throws InterruptedException {
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(what);
  }
}

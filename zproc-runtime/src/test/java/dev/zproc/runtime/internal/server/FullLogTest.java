package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.SessionListener;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.testing.Engines;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where nothing can be stored for now, sessions of a server that comes back end as ever. */
class FullLogTest {

  private static final Bytes RESULT = Bytes.utf8("42");

  private final HeldServer server = new HeldServer(ServerOptions.DEFAULTS);

  @AfterEach
  void stop() throws InterruptedException {
    server.close();
  }

  @Test
  void aChildThatReturnsHasReturned() throws Exception {
    CompletableFuture<Bytes> heard = new CompletableFuture<>();
    server.root.listen(
        new SessionListener() {
          @Override
          public void fromChild(long session, byte kind, Bytes payload) {}

          @Override
          public void outcome(long session, Bytes payload) {
            heard.complete(payload);
          }

          @Override
          public void fromParent(byte kind, Bytes payload) {}
        });
    EngineSession child = server.child();
    server.log.full(true);

    assertThatThrownBy(() -> Engines.put(child, "key", 1))
        .isInstanceOf(EngineException.NotStored.class);
    get(child.outcome(RESULT));

    assertThat(heard.get(20, TimeUnit.SECONDS)).isEqualTo(RESULT);
    assertThat(get(server.root.takeOutcome(child.session()))).contains(RESULT);
  }

  @Test
  void whatNobodyWaitsForIsTriedAgainWithPausesUntilThereIsRoom() {
    EngineSession child = server.child();
    server.log.full(true);
    assertThatThrownBy(() -> get(server.root.release(child.session())))
        .isInstanceOf(EngineException.NotStored.class);
    long start = System.nanoTime();
    int before = server.log.batches();
    await().until(() -> server.log.batches() >= before + 3);
    assertThat(System.nanoTime() - start).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(200));
    server.log.full(false);
    int refused = server.log.batches();
    await().until(() -> server.log.batches() > refused);
    Engines.put(server.root, "key", 1);
  }
}

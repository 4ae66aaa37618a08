package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.FaultProxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Turns that are granted while what was decided before them does not last yet. */
class HeldTurnTest {

  private static final Duration LEASE = Duration.ofSeconds(4);

  private static final List<KeyRange> OVEN = List.of(KeyRange.single(key("oven")));

  private final HeldServer server =
      new HeldServer(ServerOptions.DEFAULTS.withTurns(LEASE, 1 << 20));

  @AfterEach
  void stop() throws InterruptedException {
    server.close();
  }

  private static void assertGood(Turn turn) {
    Commit heat = Commit.of(new Operation.Put(key("oven"), Scalar.of(7L)));
    assertThat(get(turn.commit(heat)).committed()).isTrue();
  }

  @Test
  void whoAsksAgainByAnotherConnectionIsToldOfTheTurnThatItHasThen() throws Exception {
    try (FaultProxy proxy = new FaultProxy(server.endpoint, 1)) {
      EngineSession child =
          server.connect(
              LinkOptions.to(get(server.root.birth(BirthSpec.NOW))).withEndpoint(proxy.endpoint()));
      CompletableFuture<CommitResult> before = server.holdCommit();
      CompletableFuture<Turn> turn = child.takeTurn(OVEN);
      get(child.ping()); // so it is granted, and waits for the commit

      proxy.cutAll();
      get(child.ping()); // so it was asked for again
      server.log.release();

      get(before);
      assertGood(get(turn));
    }
  }

  @Test
  void theLeaseBeginsWhenTheTurnIsTold() {
    EngineSession child = server.child();
    CompletableFuture<CommitResult> before = server.holdCommit();
    long held = System.nanoTime();
    CompletableFuture<Turn> turn = child.takeTurn(OVEN);
    get(child.ping());

    Awaitility.await()
        .pollDelay(LEASE)
        .until(() -> System.nanoTime() - held > LEASE.plusMillis(200).toNanos());
    server.log.release();

    get(before);
    assertGood(get(turn));
  }
}

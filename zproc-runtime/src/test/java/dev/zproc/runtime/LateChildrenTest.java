package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** What a thread gets that found the context open just before another one closed it. */
class LateChildrenTest {

  @Test
  void aClosedContextHasNoFirstSwarm() {
    ZProc zproc = ZProc.open();
    zproc.ensureOpen();
    zproc.close();
    assertThatThrownBy(() -> zproc.children.swarms())
        .isInstanceOf(ContextClosedException.class)
        .hasMessageContaining("no swarm can be opened");
  }

  /** Which it does for a moment: the server may be far away, and slow. */
  @Test
  void aSpawnThatAClosingContextDoesNotWaitForFails() {
    try (Engines engines = new Engines();
        FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1)) {
      LinkOptions link =
          LinkOptions.to(Engines.get(engines.root.birth(BirthSpec.NOW)))
              .withEndpoint(proxy.endpoint());
      ZProc zproc = Opening.connected(link, new ZProcOptions());
      proxy.hold();
      CompletableFuture<?> spawn =
          CompletableFuture.runAsync(
              () -> zproc.spawn(ArchiveTraining.call(null)), task -> new Thread(task).start());
      await().until(() -> proxy.holding() > 0);

      zproc.close();
      assertThat(spawn)
          .failsWithin(Duration.ofSeconds(20))
          .withThrowableOfType(ExecutionException.class)
          .withCauseInstanceOf(ContextClosedException.class);
    }
  }
}

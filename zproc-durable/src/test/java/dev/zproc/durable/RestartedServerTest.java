package dev.zproc.durable;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that asks another server again, which has the state of the one before. */
class RestartedServerTest {

  private static final long SESSION = 2;
  private static final int WRITES = 30;

  @TempDir Path folder;

  @Test
  void whatWasDoneAndNotAnsweredIsAnsweredAndDoneOnce() {
    Secret secret = Secret.random();
    ServerOptions options =
        DurableOptions.of(folder.resolve("state"), Durable.Level.PROCESS)
            .withCredentials(Map.of(SESSION, secret));
    Engines first = new Engines(options);
    FaultProxy proxy = new FaultProxy(first.server.endpoint(), 1);
    LinkOptions link =
        LinkOptions.to(proxy.endpoint(), SESSION, secret)
            .withLostTimeout(Duration.ofSeconds(20))
            .withReturn(true);
    try (Engines clients = new Engines()) {
      EngineSession client = clients.connect(link);
      Commit add = Commit.of(new Operation.Add(key("n"), Scalar.of(1L), Scalar.of(0L)));
      assertThat(get(client.commit(add)).revision()).isEqualTo(2);

      proxy.holdDown();
      List<CompletableFuture<CommitResult>> answers = new ArrayList<>();
      for (int i = 0; i < WRITES; i++) {
        answers.add(client.commit(add));
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> get(first.root.ping()).revision() == 2 + WRITES);
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      // No goodbye gets to the client.
      proxy.refuse(true);
      proxy.cutAll();
      first.close();

      try (Engines second = new Engines(options)) {
        assertThat(get(second.root.ping()).epoch()).isEqualTo(2);
        proxy.lead(second.server.endpoint());
        proxy.release();
        proxy.refuse(false);
        for (int i = 0; i < WRITES; i++) {
          assertThat(get(answers.get(i)).revision()).isEqualTo(3 + i);
          assertThat(get(answers.get(i)).results().get(0).current().value())
              .isEqualTo(Scalar.of(2L + i));
        }
        assertThat(get(client.commit(add)).revision()).isEqualTo(3 + WRITES);
        assertThat(get(second.root.read(key("n"))).entry().value())
            .isEqualTo(Scalar.of(2L + WRITES));
      }
    } finally {
      proxy.close();
      first.close();
    }
  }
}

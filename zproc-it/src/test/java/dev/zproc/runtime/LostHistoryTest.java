package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.TaskGoneException;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.wait.FutureMatch;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Waits for an end, of which only the newest state matters: they go on whenever their connection
 * was lost for longer than history reaches back.
 */
class LostHistoryTest {

  private final Engines engines = new Engines(new ZProcOptions().historyRevisions(5).server());
  private final FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1);
  private EngineSession far;

  @BeforeEach
  void connect() {
    far =
        engines.connect(
            LinkOptions.to(Engines.get(engines.root.birth(BirthSpec.NOW)))
                .withEndpoint(proxy.endpoint()));
  }

  @AfterEach
  void close() {
    proxy.close();
    engines.close();
  }

  private void loseHistory() {
    proxy.refuse(true);
    proxy.cutAll();
    for (int i = 0; i < 50; i++) {
      Engines.put(engines.root, "many", i);
    }
    proxy.refuse(false);
    // The first answer comes after the word that history is gone, the second after the new wait.
    Engines.get(far.ping());
    Engines.get(far.ping());
  }

  private void commit(Operation... operations) {
    Engines.get(engines.root.commit(Commit.of(operations)));
  }

  @Test
  void theEndOfASharedTaskIsWaitedFor() {
    String id = engines.root.session() + "-x-1";
    commit(new Operation.Put(Keys.unfinishedTask(id), Bytes.EMPTY));
    CompletableFuture<Integer> task = new SwarmTask<>(far, id, Integer.class).future();
    Engines.get(far.ping());
    for (int i = 0; i < 4; i++) {
      loseHistory();
      assertThat(task).isNotDone();
    }
    commit(new Operation.Delete(Keys.unfinishedTask(id)));
    assertThatThrownBy(() -> task.get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(TaskGoneException.class);
  }

  @Test
  void theEndOfABackgroundChildIsWaitedFor() {
    commit(new Operation.Put(Keys.backgroundLive("1-1"), Bytes.EMPTY));
    FutureMatch end = new BackgroundCalls(far).awaitEnd("1-1", "the end");
    Engines.get(far.ping());
    for (int i = 0; i < 4; i++) {
      loseHistory();
      assertThat(end).isNotDone();
    }
    commit(
        new Operation.Delete(Keys.backgroundLive("1-1")),
        new Operation.Put(Keys.backgroundEnded("1-1"), Bytes.utf8("how")));
    assertThat(Engines.get(end).captured().get(0).value()).isEqualTo(Bytes.utf8("how"));
  }
}

package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.testing.Engines;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A commit without operations is a read: it waits for commits of its own session only. */
class LookTest {

  /** Holds as long as the key is not there, and else tells what it is. */
  private static final Commit LOOK =
      new Commit(List.of(new Compare.Revision(key("held"), 0)), List.of(), Commit.Results.NONE);

  private final HeldServer server = new HeldServer(Engines.patient(ServerOptions.DEFAULTS));

  @AfterEach
  void stop() throws InterruptedException {
    server.close();
  }

  private static void assertSeen(CommitResult look) {
    assertThat(look.committed()).isFalse();
    assertThat(look.current()).singleElement().extracting("value").isEqualTo(Scalar.of(1L));
  }

  @Test
  void waitsForNoLogUnlessItsOwnSessionDoes() {
    EngineSession child = server.child();
    CompletableFuture<CommitResult> held = server.holdCommit();

    assertThat(get(child.commit(LOOK)).committed()).isTrue(); // it has not happened yet
    CompletableFuture<CommitResult> own = server.root.commit(LOOK);
    get(server.root.ping());
    assertThat(own).isNotDone();

    server.log.release();

    get(held);
    assertSeen(get(own));
  }

  @Test
  void waitsForNoTurnUnlessItsOwnSessionDoes() {
    EngineSession child = server.child();
    EngineSession other = server.child();
    Turn turn = get(child.takeTurn(List.of(KeyRange.single(key("held")))));
    CompletableFuture<CommitResult> parked =
        other.commit(Commit.of(new Operation.Put(key("held"), Scalar.of(1L))));
    CompletableFuture<CommitResult> behind = other.commit(LOOK);
    get(other.ping());

    assertThat(get(server.root.commit(LOOK)).committed()).isTrue();
    assertThat(behind).isNotDone();

    turn.end();

    get(parked);
    assertSeen(get(behind));
  }
}

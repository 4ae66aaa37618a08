package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.all;
import static dev.zproc.runtime.testing.Engines.atLeast;
import static dev.zproc.runtime.testing.Engines.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The watches of a session and the history that they need. */
class DelivererTest {

  private static final long WRITER = 2;

  private final Sessions sessions = new Sessions(1, 100, 1 << 20);
  private final Deliverer deliverer = new Deliverer(sessions, () -> 0);
  private final Store store =
      new Store(StoreLimits.defaults().withHistory(10, 1_000_000), deliverer, 1, List.of());

  /** The wait keeps history; its end lets go of what the session's other watches have not seen. */
  @Test
  void losingAConnectionEndsWatchesThatLoseTheirHistoryByIt() {
    Session session = sessions.add(3, Secret.of(new byte[Secret.BYTES]), 1);
    deliverer.await(store, session, new Request.Await(1, atLeast("n", 1, 1, true), 0, 0));
    for (long id = 2; id <= 4; id++) {
      deliverer.watch(store, session, new Request.Watch(id, all(1), 0, 0));
    }
    for (long i = 1; i <= 30; i++) {
      store.commit(WRITER, Commit.of(new Operation.Put(key("n"), Scalar.of(i))));
    }
    assertThat(session.watches).hasSize(4);

    deliverer.cancelAll(store, session);

    assertThat(session.watches).isEmpty();
    assertThat(store.waits()).isEmpty();
  }
}

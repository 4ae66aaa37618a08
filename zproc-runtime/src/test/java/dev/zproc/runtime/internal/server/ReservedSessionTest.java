package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.BEGIN;
import static dev.zproc.runtime.testing.Engines.all;
import static dev.zproc.runtime.testing.Engines.atLeast;
import static dev.zproc.runtime.testing.Engines.get;
import static dev.zproc.runtime.testing.Engines.key;
import static dev.zproc.runtime.testing.Engines.put;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.store.StoreLimits;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.WaitInfo;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Recorder;
import dev.zproc.runtime.testing.Wires;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sessions of processes on standby, which connect before they are born. */
class ReservedSessionTest {

  private Engines engines;

  Wires wires() {
    return Wires.byDefault();
  }

  @BeforeEach
  void start() {
    engines =
        new Engines(
            wires(),
            ServerOptions.DEFAULTS.withLimits(StoreLimits.defaults().withHistory(20, 1 << 20)));
  }

  @AfterEach
  void stop() throws Exception {
    engines.close();
  }

  @Test
  void aReservedSessionMayOnlyAskForASignOfLifeUntilItIsBorn() {
    ChildSession reserved = get(engines.root.reserve());
    EngineSession child = engines.connect(reserved);
    assertThat(reserved.revision()).isZero();
    get(child.ping());

    assertThatThrownBy(() -> get(child.read(key("n")))).hasMessageContaining("waits for its birth");
    assertThatThrownBy(() -> put(child, "n", 1)).isInstanceOf(EngineException.Rejected.class);
    assertThatThrownBy(() -> get(child.birth(BirthSpec.NOW)))
        .isInstanceOf(EngineException.Rejected.class);
    assertThatThrownBy(() -> get(child.note((byte) 1, Bytes.EMPTY)))
        .isInstanceOf(EngineException.Rejected.class);
    assertThatThrownBy(() -> get(child.outcome(Bytes.EMPTY)))
        .isInstanceOf(EngineException.Rejected.class);
    assertThatThrownBy(() -> get(engines.root.resume(reserved.session(), false, 0)))
        .hasMessageContaining("was never born");
    assertThat(get(engines.root.ping()).revision()).isEqualTo(BEGIN);

    get(engines.root.birth(reserved.session(), BirthSpec.NOW));
    put(child, "n", 1);
  }

  @Test
  void aReservedSessionIsBornThenAndSeesEverythingSince() {
    ChildSession reserved = get(engines.root.reserve());
    EngineSession child = engines.connect(reserved);
    // More than history keeps of itself, so nothing was kept for the session.
    for (int i = 0; i < 100; i++) {
      put(engines.root, "n", i);
    }

    ChildSession born =
        get(
            engines.root.birth(
                reserved.session(), new BirthSpec("", atLeast("n", 300, 0, false), false)));
    for (int i = 0; i < 100; i++) {
      put(engines.root, "n", 250 + i);
    }
    child.bornAt(born.revision());
    Recorder matches = new Recorder();
    child.birthMatches(matches).request(1);
    Recorder recorder = new Recorder();
    child.watch(all(child.birthRevision()), 1_000, recorder);

    assertThat(born.session()).isEqualTo(reserved.session());
    assertThat(born.secret()).isEqualTo(reserved.secret());
    assertThat(born.revision()).isEqualTo(BEGIN + 100);
    assertThat(matches.match().revision()).isEqualTo(BEGIN + 151);
    for (int i = 0; i < 100; i++) {
      assertThat(recorder.event().revision()).isEqualTo(born.revision() + 1 + i);
    }
  }

  @Test
  void aReservedSessionIsBornOnceAndByItsParent() {
    ChildSession reserved = get(engines.root.reserve());
    EngineSession other = engines.child();
    assertThatThrownBy(() -> get(other.birth(reserved.session(), BirthSpec.NOW)))
        .isInstanceOf(EngineException.Rejected.class)
        .hasMessageContaining("none that waits for its birth");

    get(engines.root.birth(reserved.session(), BirthSpec.NOW));

    for (long session : new long[] {reserved.session(), other.session(), 1, 4711}) {
      assertThatThrownBy(() -> get(engines.root.birth(session, BirthSpec.NOW)))
          .isInstanceOf(EngineException.Rejected.class);
    }
  }

  @Test
  void aReservedSessionIsNamedAtItsBirthAndEndsWithARelease() {
    ChildSession reserved = get(engines.root.reserve());
    EngineSession child = engines.connect(reserved);
    BirthSpec spec = new BirthSpec("eat", atLeast("n", 5, 0, false), false);
    get(engines.root.birth(reserved.session(), spec));
    assertThat(get(engines.root.waits())).extracting(WaitInfo::process).containsExactly("eat");

    ChildSession unborn = get(engines.root.reserve());
    EngineSession waiting = engines.connect(unborn);
    get(engines.root.release(unborn.session()));

    assertThatThrownBy(() -> get(waiting.ping())).hasMessageContaining("ended by its parent");
    assertThatThrownBy(() -> get(engines.root.birth(unborn.session(), BirthSpec.NOW)))
        .isInstanceOf(EngineException.Rejected.class);
    get(child.ping());
  }

  @Test
  void whoeverWaitsForTheEndOfASessionIsTold() throws Exception {
    ChildSession reserved = get(engines.root.reserve());
    EngineSession waiting = engines.connect(reserved);
    CountDownLatch ended = new CountDownLatch(2);
    waiting.whenEnded(ended::countDown);
    get(engines.root.release(reserved.session()));
    assertThatThrownBy(() -> get(waiting.ping())).isInstanceOf(EngineException.Closed.class);
    await().until(() -> ended.getCount() == 1);

    waiting.whenEnded(ended::countDown);

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }
}

package dev.zproc.runtime.internal.supervision;

import static dev.zproc.runtime.testing.Engines.atLeast;
import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.process.IdleJvm;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.Logged;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ResumingTest {

  private final Engines engines = new Engines();
  private final Supervision supervision =
      new Supervision(
          engines.root, IdleJvm.Source.NONE, ParentJvm.current(), event -> {}, fault -> {});
  private final Logged log = new Logged(Supervision.class.getName());

  @AfterEach
  void close() {
    log.close();
    supervision.close();
    engines.close();
  }

  @Test
  void handsOnASessionWithItsWait() {
    BirthSpec wait = new BirthSpec("eat", atLeast("n", 5, 0, true), false);
    ChildSession session = get(engines.root.birth(wait));

    ChildSession resumed = get(resuming(session.session()).begin());

    assertThat(resumed.session()).isEqualTo(session.session());
    assertThat(get(engines.root.waits())).hasSize(1);
    assertThat(log.records()).isEmpty();
  }

  @Test
  void releasesASessionThatItCannotHandOnAndSaysSo() {
    ChildSession unborn = get(engines.root.reserve()); // which the server refuses to hand on
    EngineSession process = engines.connect(unborn);
    get(process.ping());

    assertThat(get(resuming(unborn.session()).begin())).isNull();

    assertThatThrownBy(() -> get(process.ping())).hasMessageContaining("ended by its parent");
    assertThatThrownBy(() -> get(engines.root.birth(unborn.session(), BirthSpec.NOW)))
        .isInstanceOf(EngineException.Rejected.class);
    assertThat(log.records()).hasSize(1);
    assertThat(log.records().get(0).getMessage()).contains("'eat'", "may miss");
    assertThat(log.records().get(0).getThrown()).hasMessageContaining("was never born");
  }

  private Resuming resuming(long session) {
    return new Resuming(supervision, "eat", session, false, 0);
  }
}

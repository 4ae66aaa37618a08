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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ResumingTest {

  private final Engines engines = new Engines();
  private final Supervision supervision =
      new Supervision(
          engines.root, IdleJvm.Source.NONE, ParentJvm.current(), event -> {}, fault -> {});
  private final Logger logger = Logger.getLogger(Supervision.class.getName());
  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord entry) {
          logged.add(entry);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void close() {
    logger.removeHandler(handler);
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
    assertThat(logged).isEmpty();
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
    assertThat(logged).hasSize(1);
    assertThat(logged.get(0).getMessage()).contains("'eat'", "may miss");
    assertThat(logged.get(0).getThrown()).hasMessageContaining("was never born");
  }

  private Resuming resuming(long session) {
    return new Resuming(supervision, "eat", session, false, 0);
  }
}

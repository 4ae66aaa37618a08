package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.internal.engine.Bytes;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The root stops, though the system refuses the thread that does it for a while. */
class RootStopTest {

  private final ZProc zproc = ZProc.open();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private int refusals = 2;
  private final RootStop stop = new RootStop(zproc.session, true, this::start, later::add);

  @AfterEach
  void close() {
    zproc.close();
  }

  private void start(Runnable closing) {
    if (refusals-- > 0) {
      throw new OutOfMemoryError("unable to create native thread");
    }
    closing.run();
  }

  @Test
  void stopsWhenThereIsAThreadForIt() {
    stop.failed(zproc, () -> new ChildFailedException("bake", "bake()", 1, -1, "disk full"));
    closesAtTheThirdAttempt("disk full");
  }

  @Test
  void stopsForAChildOfAChildWhenThereIsAThreadForIt() {
    stop.heard(zproc, Bytes.EMPTY);
    closesAtTheThirdAttempt("for which the root stops");
  }

  private void closesAtTheThirdAttempt(String why) {
    later.remove().run();
    zproc.ensureOpen();
    later.remove().run();

    assertThat(later).isEmpty();
    assertThatThrownBy(zproc::ensureOpen).isInstanceOf(ContextClosedException.class);
    assertThatThrownBy(zproc::awaitAll)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining(why);
  }
}

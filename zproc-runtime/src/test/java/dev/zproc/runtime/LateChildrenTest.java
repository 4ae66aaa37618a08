package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.ContextClosedException;
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
}

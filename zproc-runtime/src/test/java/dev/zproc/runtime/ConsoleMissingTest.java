package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What is not on the class path is named; these tests have no zproc-console. */
class ConsoleMissingTest {

  @Test
  void theArtifactIsNamed() {
    assertThatThrownBy(() -> ZProc.open(ZProcOptions::console))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("dev.zproc:zproc-console");
  }

  @Test
  void withoutThereIsNone() {
    try (ZProc zproc = ZProc.open()) {
      assertThat(zproc.console()).isEmpty();
    }
  }

  @Test
  void whatIsNoPortIsRefused() {
    assertThatThrownBy(() -> ZProc.open(o -> o.console(c -> c.port(65_536))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("65535");
  }
}

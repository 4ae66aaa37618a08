package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What the host of a background context could not do is said, and not left out. */
class BackgroundOptionsTest {

  @Test
  void anEngineIsRefused() {
    assertThatThrownBy(() -> BackgroundContext.open("bakery", o -> o.engine(new Engine() {})))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("engine(…) is not for background contexts");
  }
}

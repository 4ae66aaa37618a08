package dev.zproc.runtime.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.BareBackend;
import dev.zproc.runtime.fixtures.ServerBackend;
import dev.zproc.runtime.internal.store.StoreLimits;
import org.junit.jupiter.api.Test;

/** An engine that can do nothing that is optional. */
class BareEngineTest extends EngineConformance {

  @Override
  Backend backend(StoreLimits limits) {
    return new BareBackend(new ServerBackend(limits));
  }

  @Test
  void itCanDoNothingElse() {
    assertThat(one.computes()).isFalse();
    assertThat(one.turns()).isEmpty();
    assertThat(one.conditions()).isEmpty();
  }
}

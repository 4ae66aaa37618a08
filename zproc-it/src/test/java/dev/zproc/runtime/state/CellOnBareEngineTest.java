package dev.zproc.runtime.state;

import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.BareBackend;
import dev.zproc.runtime.internal.store.StoreLimits;

/** The same with an engine that can do nothing that is optional. */
class CellOnBareEngineTest extends CellTest {

  @Override
  Backend store(StoreLimits limits) {
    return new BareBackend(super.store(limits));
  }
}

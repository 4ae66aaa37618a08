package dev.zproc.runtime.internal.server;

import static dev.zproc.runtime.testing.Engines.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.CalmTime;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Recorder;
import dev.zproc.runtime.testing.Wires;
import org.junit.jupiter.api.Test;

/** The same over Unix-domain sockets. */
class GoodbyeUnixTest extends GoodbyeTest {

  @Override
  Wires wires() {
    return Wires.UNIX;
  }

  /** The goodbye is behind bytes that come only after the server's connection has ended. */
  @Test
  void aGoodbyeThatComesWithTheEndOfTheConnectionIsRead() {
    Engines engines = new Engines(wires(), ServerOptions.DEFAULTS);
    try (FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1)) {
      EngineSession client =
          engines.connect(
              LinkOptions.to(get(engines.root.birth(BirthSpec.NOW)))
                  .withEndpoint(proxy.endpoint()));
      Recorder end = new Recorder();
      client.watch(Engines.all(Engines.BEGIN), 0, end);
      get(client.ping());
      proxy.holdDown();

      engines.server.close();
      long start = CalmTime.nanos();
      proxy.release();

      // The proxy still listens, so that a refusal cannot be what tells.
      assertThat((Throwable) end.next())
          .isInstanceOf(EngineException.Closed.class)
          .hasMessageContaining("the state server was closed");
      assertThat(millisSince(start)).isLessThan(1_000);
    } finally {
      engines.close();
    }
  }
}

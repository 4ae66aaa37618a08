package dev.zproc.runtime.history;

import dev.zproc.runtime.internal.client.ChildSession;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.Engines;

/**
 * Where a history takes place: a server, or programs one after the other that keep the same state.
 *
 * <p>Threads: safe for use by many threads.
 */
public interface Site extends AutoCloseable {

  /** A session whose connection nobody disturbs; another one in each life. */
  EngineSession root();

  /** Where the server of the present life listens. */
  String endpoint();

  /** Makes the session of a client; waits where there is no server at the moment. */
  ChildSession birth();

  /** Ends one, unless it has ended with its server. */
  void release(ChildSession client);

  /**
   * How often a server has ended with all that it knew of sessions. Whoever had one then begins
   * anew, as another program would.
   */
  int ends();

  /** Whether that may happen at all. */
  boolean mayEnd();

  @Override
  void close();

  /**
   * A server that stays, or that nobody notices has been replaced.
   *
   * @param end ends everything
   */
  record Lasting(EngineSession root, String endpoint, Runnable end) implements Site {

    @Override
    public ChildSession birth() {
      return Engines.get(root.birth(BirthSpec.NOW));
    }

    @Override
    public void release(ChildSession client) {
      Engines.get(root.release(client.session()));
    }

    @Override
    public int ends() {
      return 0;
    }

    @Override
    public boolean mayEnd() {
      return false;
    }

    @Override
    public void close() {
      end.run();
    }
  }

  /** A server in this JVM. */
  static Site inThisJvm(ServerOptions options) {
    Engines engines = new Engines(options);
    return new Lasting(engines.root, engines.server.endpoint(), engines::close);
  }
}

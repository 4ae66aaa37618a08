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

  /**
   * Whether other roots write to the state as well; then its revisions may have gaps, and a commit
   * may fail, also without anybody knowing whether it was done.
   */
  boolean shared();

  @Override
  void close();

  /**
   * A server that stays, or that nobody notices has been replaced.
   *
   * @param end ends everything
   */
  record Lasting(EngineSession root, String endpoint, Runnable end, boolean shared)
      implements Site {

    /** One that has its state for itself. */
    public Lasting(EngineSession root, String endpoint, Runnable end) {
      this(root, endpoint, end, false);
    }

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
    return new Lasting(
        engines.root, engines.server.endpoint(), engines::close, options.shared() != null);
  }
}

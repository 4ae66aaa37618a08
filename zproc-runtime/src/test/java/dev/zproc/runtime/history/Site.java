package dev.zproc.runtime.history;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.testing.Engines;

/**
 * Where a history takes place.
 *
 * @param root the session of which all clients are children
 * @param endpoint where the server listens
 * @param end ends both
 * @param shared whether other roots write to the state as well; then its revisions may have gaps,
 *     and a commit may fail, also without anybody knowing whether it was done
 */
public record Site(EngineSession root, String endpoint, Runnable end, boolean shared) {

  /** One that has its state for itself. */
  public Site(EngineSession root, String endpoint, Runnable end) {
    this(root, endpoint, end, false);
  }

  /** A server in this JVM. */
  static Site inThisJvm(ServerOptions options) {
    Engines engines = new Engines(options);
    return new Site(
        engines.root, engines.server.endpoint(), engines::close, options.shared() != null);
  }
}

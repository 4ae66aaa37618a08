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
 */
public record Site(EngineSession root, String endpoint, Runnable end) {

  /** A server in this JVM. */
  static Site inThisJvm(ServerOptions options) {
    Engines engines = new Engines(options);
    return new Site(engines.root, engines.server.endpoint(), engines::close);
  }
}

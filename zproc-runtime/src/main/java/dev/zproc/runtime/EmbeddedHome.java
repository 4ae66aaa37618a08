package dev.zproc.runtime;

import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.server.StateServer;
import org.jspecify.annotations.Nullable;

/**
 * A state that is kept by a thread of this process.
 *
 * @param published what tools find it by; null if they do not
 */
record EmbeddedHome(
    EngineSession session,
    StateServer server,
    RootGuard guard,
    RuntimeFolder.@Nullable Published published,
    String preface)
    implements Home {

  @Override
  public void leave() {
    if (published != null) {
      published.remove();
    }
  }

  @Override
  public void close() {
    leave();
    session.close();
    server.close();
    guard.close();
  }
}

package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.wire.ServerInfo;
import java.util.function.Supplier;

/**
 * Told what becomes of a server.
 *
 * <p>Called by the thread `zproc-state-server`, which it must not hold up for long.
 */
public interface ServerListener {

  /** Does nothing. */
  ServerListener NONE =
      new ServerListener() {

        @Override
        public boolean tick(Supplier<ServerInfo> info) {
          return true;
        }

        @Override
        public void failing(Throwable cause) {}

        @Override
        public void telling(String why) {}

        @Override
        public void failed(String why) {}
      };

  /**
   * Called twice a second.
   *
   * @return whether there is memory to do what has to be done from time to time
   */
  boolean tick(Supplier<ServerInfo> info);

  /**
   * The server has failed, and nobody has been told yet. Returns when there is memory to tell them;
   * takes none itself.
   */
  void failing(Throwable cause);

  /** The others are about to be told this. Called again if it throws. */
  void telling(String why);

  /** All who have waited for an answer have been told. Called again if it throws. */
  void failed(String why);
}

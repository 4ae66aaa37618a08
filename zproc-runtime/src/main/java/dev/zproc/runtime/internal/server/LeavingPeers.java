package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.transport.Peer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Peers that were told that they are not wanted any more, and have a second to read that.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class LeavingPeers {

  private static final long LEAVING_NANOS = TimeUnit.SECONDS.toNanos(1);

  private record Leaving(Peer peer, long nanos) {}

  private final Deque<Leaving> leaving = new ArrayDeque<>();

  void add(Peer peer) {
    leaving.add(new Leaving(peer, System.nanoTime()));
  }

  /** Returns and removes a peer whose time is over; null if there is none. */
  @Nullable Peer due() {
    Leaving next = leaving.peek();
    if (next == null || System.nanoTime() - next.nanos() < LEAVING_NANOS) {
      return null;
    }
    leaving.remove();
    return next.peer();
  }
}

package dev.zproc.runtime.internal.server;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What has come of messages that are not whole, for all connections together. Each may be large,
 * and a process may leave one unfinished for as long as it likes; so there is a bound, and somebody
 * makes room for the others: who has sent nothing for longest, if that is long; else who has got
 * least far. Whoever has got furthest and goes on never does, so that messages become whole however
 * many begin.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Arriving {

  private static final long LONG_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

  private record Part(int bytes, long nanos) {}

  private final long max;

  /** Who has sent something last is the last. */
  private final Map<RemoteConnection, Part> parts = new LinkedHashMap<>();

  private long sum;

  /**
   * Makes a count of nothing.
   *
   * @param max how many bytes there may be; no less than those of one message
   */
  Arriving(long max) {
    this.max = max;
  }

  /** Counts anew what has come of a message by this connection. */
  void count(RemoteConnection connection) {
    forget(connection);
    int now = connection.arriving();
    if (now > 0) {
      parts.put(connection, new Part(now, System.nanoTime()));
      sum += now;
    }
  }

  /** Takes out a connection that has ended. */
  void forget(RemoteConnection connection) {
    Part before = parts.remove(connection);
    sum -= before == null ? 0 : before.bytes();
  }

  /** Returns the connection that is to make room; null if there is enough. */
  @Nullable RemoteConnection surplus() {
    if (sum <= max || parts.size() < 2) {
      return null;
    }
    RemoteConnection chosen = null;
    int fewest = Integer.MAX_VALUE;
    for (Map.Entry<RemoteConnection, Part> each : parts.entrySet()) {
      Part part = each.getValue();
      if (chosen == null && System.nanoTime() - part.nanos() > LONG_NANOS) {
        return each.getKey();
      }
      if (part.bytes() < fewest) {
        fewest = part.bytes();
        chosen = each.getKey();
      }
    }
    return chosen;
  }

  long bytes() {
    return sum;
  }
}

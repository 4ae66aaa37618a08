package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.wire.Push;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.ObjLongConsumer;

/**
 * The pushes that must not be lost with a connection: each has a sequence number, and is kept until
 * the session says that it has come.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class KeptPushes {

  /** How many may be kept, and how many bytes of them. */
  static final int MAX_COUNT = 10_000;

  static final long MAX_BYTES = 64L << 20;

  private record Kept(long sequence, Push push) {}

  private final Deque<Kept> kept = new ArrayDeque<>();
  private long last;
  private long bytes;

  /**
   * Makes an empty queue.
   *
   * @param epoch of the server; sequences of a later one are higher
   */
  KeptPushes(long epoch) {
    last = epoch << 40;
  }

  /** Whether there is room for one more. */
  boolean hasRoom() {
    return kept.size() < MAX_COUNT && bytes < MAX_BYTES;
  }

  /** Keeps a push and returns its number. */
  long keep(Push push) {
    kept.add(new Kept(++last, push));
    bytes += Weight.of(push);
    return last;
  }

  /** Lets go of those up to {@code sequence}. */
  void seen(long sequence) {
    for (Kept next = kept.peek(); next != null && next.sequence() <= sequence; next = kept.peek()) {
      bytes -= Weight.of(next.push());
      kept.remove();
    }
  }

  /** Forgets all: the process that they were for has ended. */
  void clear() {
    kept.clear();
    bytes = 0;
  }

  void forEach(ObjLongConsumer<Push> action) {
    for (Kept each : kept) {
      action.accept(each.push(), each.sequence());
    }
  }
}

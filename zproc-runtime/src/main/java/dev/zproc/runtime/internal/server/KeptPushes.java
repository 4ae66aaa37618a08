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

  /** How many may be kept for one session. */
  static final int MAX_COUNT = 10_000;

  private static final long MOST_BYTES = 64L << 20;

  /** What is kept for all sessions together: as much as may wait for those who do not read. */
  static final class Budget {

    private final long max;
    private long used;

    /**
     * Makes a budget of which nothing is used.
     *
     * @param max how many bytes may be kept; a quarter of it for one session, and 64 MiB at most
     */
    Budget(long max) {
      this.max = max;
    }
  }

  private record Kept(long sequence, Push push) {}

  private final Deque<Kept> kept = new ArrayDeque<>();
  private final Budget budget;
  private long last;
  private long bytes;

  /**
   * Makes an empty queue.
   *
   * @param epoch of the server; sequences of a later one are higher
   * @param budget for all queues of the server
   */
  KeptPushes(long epoch, Budget budget) {
    last = epoch << 40;
    this.budget = budget;
  }

  /** Whether there is room for one more. */
  boolean hasRoom() {
    return kept.size() < MAX_COUNT && bytes < maxBytes() && budget.used < budget.max;
  }

  /** How many bytes may be kept for this session. */
  long maxBytes() {
    return Math.min(MOST_BYTES, budget.max / 4);
  }

  /** Keeps a push and returns its number. */
  long keep(Push push) {
    long sequence = next();
    keep(sequence, push);
    return sequence;
  }

  /** Takes the next number. */
  long next() {
    return ++last;
  }

  /** Keeps a push that has its number already, which is above those that are kept. */
  void keep(long sequence, Push push) {
    kept.add(new Kept(sequence, push));
    add(Weight.of(push));
  }

  /** Lets go of those up to {@code sequence}; returns whether there were some. */
  boolean seen(long sequence) {
    boolean some = !kept.isEmpty() && kept.element().sequence() <= sequence;
    for (Kept next = kept.peek(); next != null && next.sequence() <= sequence; next = kept.peek()) {
      add(-Weight.of(next.push()));
      kept.remove();
    }
    return some;
  }

  /** Forgets all: the process that they were for has ended. */
  void clear() {
    kept.clear();
    add(-bytes);
  }

  private void add(long more) {
    bytes += more;
    budget.used += more;
  }

  void forEach(ObjLongConsumer<Push> action) {
    for (Kept each : kept) {
      action.accept(each.push(), each.sequence());
    }
  }
}

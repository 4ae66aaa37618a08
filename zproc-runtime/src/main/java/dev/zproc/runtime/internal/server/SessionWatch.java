package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Subscription;

/**
 * A watch or wait that a session has open. Its credit is handed to the store in small portions, so
 * that one with a large credit and a long past does not fill the queue to its process at once.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class SessionWatch {

  private static final long PORTION = Subscription.AT_ONCE;

  final Session session;
  final long id;
  final long sinceMillis;
  final String label;
  final Readings readings;

  /** What the client has allowed and the store has not been told of. */
  private long held;

  /** What the store may still deliver. */
  private long granted;

  SessionWatch(Session session, long id, long sinceMillis, String label, Readings readings) {
    this.session = session;
    this.id = id;
    this.sinceMillis = sinceMillis;
    this.label = label;
    this.readings = readings;
  }

  void allow(long events) {
    held = held + events < 0 ? Long.MAX_VALUE : held + events;
  }

  /** Whether it waits for the store to be told of credit that it has. */
  boolean isStarving() {
    return granted == 0 && held > 0;
  }

  /** Returns the next portion of the credit, for the store. */
  long grant() {
    long portion = Math.min(held, PORTION);
    held -= portion;
    granted += portion;
    if (granted > 0) {
      session.lagging.remove(id);
    }
    return portion;
  }

  /** The store has delivered one. */
  void delivered() {
    granted--;
    if (granted == 0) {
      session.lagging.add(id);
    }
  }
}

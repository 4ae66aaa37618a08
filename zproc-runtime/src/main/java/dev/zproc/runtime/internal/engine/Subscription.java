package dev.zproc.runtime.internal.engine;

/**
 * An open watch: it delivers as many events as were requested and no more.
 *
 * <p>Threads: safe for use by many threads.
 */
public interface Subscription {

  /**
   * How many events come at once, if so many were requested; of more that are waiting the rest
   * follows in portions of no fewer.
   */
  int AT_ONCE = 64;

  /** Allows {@code events} more events. */
  void request(long events);

  /** Ends the watch; an event that is on its way may still arrive. Does nothing if it has ended. */
  void cancel();
}

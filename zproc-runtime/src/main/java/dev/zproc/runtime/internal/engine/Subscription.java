package dev.zproc.runtime.internal.engine;

/**
 * An open watch: it delivers as many events as were requested and no more.
 *
 * <p>Threads: safe for use by many threads.
 */
public interface Subscription {

  /** Allows {@code events} more events. */
  void request(long events);

  /** Ends the watch; an event that is on its way may still arrive. Does nothing if it has ended. */
  void cancel();
}

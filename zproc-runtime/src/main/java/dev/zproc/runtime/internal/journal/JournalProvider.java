package dev.zproc.runtime.internal.journal;

import java.util.function.Function;

/** Opens logs in files; found as a service. */
public interface JournalProvider {

  /** An open log, and what it holds. */
  record Opened(StateLog log, TakenUp state) {

    /** Whether a server that dies can be started again with the sessions that it had. */
    public boolean keepsSessions() {
      return log instanceof CommitLog;
    }
  }

  /**
   * Opens a log, which nobody else can from then on until it is closed.
   *
   * @param root what is the same for the same root, and for no other; 32 bytes
   * @param failure makes the exception that says why it cannot be opened
   * @throws RuntimeException that which {@code failure} has made
   */
  Opened open(Durable where, byte[] root, Function<String, RuntimeException> failure);
}

package dev.zproc.runtime.internal.jfr;

/**
 * How much memory a state takes, for the flight recorder: {@code zproc.Memory}.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class MemoryRecords {

  private MemoryRecords() {}

  /** Records it, if somebody records. */
  public static void record(long stateBytes, long historyBytes, long queuedBytes) {
    if (Recorder.isOn()) {
      MemoryEvent event = new MemoryEvent();
      event.state = stateBytes;
      event.history = historyBytes;
      event.queues = queuedBytes;
      event.commit();
    }
  }
}

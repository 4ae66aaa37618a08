package dev.zproc.runtime.internal.jfr;

import org.jspecify.annotations.Nullable;

/**
 * A wait of a thread, for the flight recorder: {@code zproc.Wait}.
 *
 * <p>Threads: used by the thread that waits.
 */
public final class WaitRecord {

  private final WaitEvent event;

  private WaitRecord(WaitEvent event) {
    this.event = event;
  }

  /**
   * Begins to record; to be called where the thread is really going to wait. Null if nobody
   * records.
   *
   * @param what for what it waits
   */
  public static @Nullable WaitRecord begin(String what) {
    return Recorder.isOn() ? new WaitRecord(WaitEvent.begun(what)) : null;
  }

  /** The wait is over, whichever way. */
  public static void end(@Nullable WaitRecord begun) {
    if (begun != null) {
      begun.event.commit();
    }
  }
}

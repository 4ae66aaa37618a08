package dev.zproc.runtime.internal.jfr;

/**
 * What the workers of one swarm have done, for the flight recorder: {@code zproc.SwarmTask}.
 *
 * <p>Threads: used by the thread {@code zproc-swarm}.
 */
public final class TaskRecords {

  private final String swarm;

  /**
   * Makes the records of a swarm.
   *
   * @param swarm its name
   */
  public TaskRecords(String swarm) {
    this.swarm = swarm;
  }

  /** Whether somebody records; to be asked before {@link #record}, once for many tasks. */
  public boolean isOn() {
    return Recorder.isOn();
  }

  /**
   * Records one, if the recording wants it.
   *
   * @param call whose text is that of the call
   * @param end whose text says how it ended
   */
  public void record(int worker, long index, Object call, long nanos, Object end, boolean success) {
    SwarmTaskEvent event = new SwarmTaskEvent();
    if (event.isEnabled()) {
      event.worker = swarm + "/" + worker;
      event.index = index;
      event.call = call.toString();
      event.took = nanos;
      event.outcome = end.toString();
      event.success = success;
      event.commit();
    }
  }
}

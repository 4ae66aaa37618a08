package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.boot.Outcome;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.jfr.TaskRecords;
import org.jspecify.annotations.Nullable;

/**
 * What a worker tells of the tasks that it has done.
 *
 * <p>Threads: used by the thread {@code zproc-swarm}.
 */
final class TaskResults {

  private TaskResults() {}

  /**
   * Tells the scheduler of all results of a message.
   *
   * @param pid the id of the worker's process
   */
  static void read(
      WireReader in,
      int worker,
      long pid,
      Scheduler scheduler,
      SwarmStatistics statistics,
      TaskRecords records) {
    boolean recording = records.isOn();
    Seat seat = scheduler.staff.heard(worker);
    long now = System.nanoTime();
    Batch batch = null;
    int count = 0;
    long nanos = 0;
    long all = 0;
    long sum = 0;
    while (in.remaining() > 0) {
      long id = in.varint();
      long took = in.varint();
      int kind = in.u8();
      byte[] payload = kind == SwarmProtocol.NOTHING ? null : in.raw(in.size());
      Task task = seat == null ? null : seat.find(id);
      if (seat == null || task == null) {
        continue; // somebody else has it by now, or has done it
      }
      if (task.batch != batch) {
        measure(batch, count, nanos);
        batch = task.batch;
        count = 0;
        nanos = 0;
      }
      count++;
      nanos += took;
      all++;
      sum += took;
      statistics.slow(task, worker, took);
      TaskEnd end = end(task, pid, kind, payload);
      scheduler.done(seat, id, end, now);
      if (recording) {
        record(records, worker, task, took, end);
      }
    }
    measure(batch, count, nanos);
    statistics.worked(worker, all, sum);
  }

  /** For the flight recorder. */
  static void record(TaskRecords records, int worker, Task task, long nanos, TaskEnd end) {
    boolean success = end instanceof TaskEnd.Returned;
    Object how = end instanceof TaskEnd.Failed failed ? failed.end() : end;
    records.record(worker, task.index(), task.call(), nanos, how, success);
  }

  private static void measure(@Nullable Batch batch, int count, long nanos) {
    if (batch != null && count > 0) {
      batch.measured(count, nanos);
    }
  }

  private static TaskEnd end(Task task, long pid, int kind, byte @Nullable [] payload) {
    if (kind != SwarmProtocol.OTHERWISE || payload == null) {
      return new TaskEnd.Returned(payload);
    }
    Outcome outcome = Outcome.decode(Bytes.wrap(payload));
    ChildEnd end;
    if (outcome instanceof Outcome.Threw threw) {
      end = threw.end();
    } else if (outcome instanceof Outcome.Signalled signalled) {
      end = signalled.end();
    } else if (outcome instanceof Outcome.Exited exited) {
      end = new ChildEnd.Exited(exited.code(), true);
    } else {
      throw new ProtocolException("a result among other outcomes");
    }
    return end.isSuccess()
        ? new TaskEnd.Returned(null)
        : new TaskEnd.Failed(end, task.attempts + 1, pid, "");
  }
}

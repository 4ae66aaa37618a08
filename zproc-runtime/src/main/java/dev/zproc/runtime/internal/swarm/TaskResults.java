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
 * <p>Threads: used by whoever takes the turn of a {@link Broker}.
 */
final class TaskResults {

  private static final TaskEnd NOTHING = new TaskEnd.Returned(null);

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
      int size = kind == SwarmProtocol.NOTHING ? 0 : in.size();
      Task task = seat == null ? null : seat.find(id);
      TaskEnd end = end(in, kind, size, task, pid);
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

  /** Takes a payload, and says what it means; a result that is one of many stays where it is. */
  private static TaskEnd end(WireReader in, int kind, int size, @Nullable Task task, long pid) {
    if (kind == SwarmProtocol.NOTHING) {
      return NOTHING;
    }
    byte[] whole = in.whole();
    if (kind == SwarmProtocol.RESULT && whole != null && task != null && task.isOneOfMany()) {
      int from = in.position();
      in.skip(size);
      return new TaskEnd.Returned(whole, from, from + size);
    }
    byte[] payload = in.raw(size);
    return kind == SwarmProtocol.OTHERWISE
        ? otherwise(payload, task == null ? 0 : task.attempts, pid)
        : new TaskEnd.Returned(payload);
  }

  private static TaskEnd otherwise(byte[] payload, int attempts, long pid) {
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
    return end.isSuccess() ? NOTHING : new TaskEnd.Failed(end, attempts + 1, pid, "");
  }
}

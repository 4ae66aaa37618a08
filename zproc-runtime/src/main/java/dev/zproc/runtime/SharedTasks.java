package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.swarm.Task;
import dev.zproc.runtime.internal.swarm.TaskEnd;
import dev.zproc.runtime.internal.swarm.TaskEndCodec;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.internal.wait.TransactionGuard;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * The tasks of one swarm whose results other processes may fetch: kept in the state, beside what
 * users keep there, until they are dropped or the swarm is closed.
 *
 * <p>Threads: safe for use by many threads.
 */
final class SharedTasks {

  /** Of how many tasks that have ended the results are kept. */
  private static final int MAX_ENDED = 1_000;

  private final StateEngine engine;

  /** Begins the ids; nobody else's do, in this context or another. */
  private final String prefix;

  // Guarded by this.

  /** Those whose results are kept, or are to be: the one that has ended first is first. */
  private final Set<String> ended = new LinkedHashSet<>();

  private long last;
  private boolean closed;

  SharedTasks(StateEngine engine) {
    this.engine = engine;
    long random = UUID.randomUUID().getMostSignificantBits() >>> 24;
    this.prefix = engine.session() + "-" + Long.toString(random, Character.MAX_RADIX) + "-";
  }

  /** Makes the id of a task that is to begin; whoever gets it from then on finds it. */
  String begin() {
    TransactionGuard.forbid();
    String id;
    synchronized (this) {
      id = prefix + ++last;
    }
    Calls.get(engine.commit(none(new Operation.Put(Keys.unfinishedTask(id), Bytes.EMPTY))));
    if (isClosed()) {
      // It may have been committed after all were dropped, and nobody would tell how it ends.
      Again.untilDone(engine, none(new Operation.Delete(Keys.unfinishedTask(id))));
    }
    return id;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  /** A task has ended; does not wait for that to be committed. */
  void ended(String id, Task task) {
    String oldest = null;
    synchronized (this) {
      if (closed) {
        return; // nothing is kept of it
      }
      ended.add(id);
      if (ended.size() > MAX_ENDED) {
        oldest = ended.iterator().next();
        ended.remove(oldest);
      }
    }
    tell(id, task, task.end(), true);
    if (oldest != null) {
      forget(oldest);
    }
  }

  /**
   * Tells what a task came to, again and again until that can be stored: others wait for it.
   *
   * @param isFirst whether that it was too large is told in its place if it is
   */
  private void tell(String id, Task task, TaskEnd end, boolean isFirst) {
    engine
        .commit(ending(id, record(task, end)))
        .whenComplete(
            (committed, refused) -> {
              if (refused == null) {
                told(id);
              } else if (refused instanceof EngineException.Rejected && isFirst) {
                tell(id, task, tooLarge(refused), false);
              } else if (!(refused instanceof EngineException.Closed)) {
                Again.later(() -> tellAgain(id, task, end, isFirst));
              }
            });
  }

  private void tellAgain(String id, Task task, TaskEnd end, boolean isFirst) {
    if (!isClosed()) {
      tell(id, task, end, isFirst);
    }
  }

  /** If that took long, so many others may have ended that it is to be given up already. */
  private void told(String id) {
    boolean kept;
    synchronized (this) {
      kept = closed || ended.contains(id);
    }
    if (!kept) {
      forget(id);
    }
  }

  private void forget(String id) {
    Again.untilDone(engine, none(new Operation.Delete(Keys.endedTask(id))));
  }

  private static TaskEnd tooLarge(Throwable refused) {
    String type = "dev.zproc.runtime.failure.LimitExceededException";
    String message = "its result could not be kept for other processes: " + refused.getMessage();
    ChildEnd end = new ChildEnd.Threw(type, message, type + ": " + message);
    return new TaskEnd.Failed(end, 1, -1, "");
  }

  private static Bytes record(Task task, TaskEnd end) {
    WireWriter out = new WireWriter();
    out.text(task.entry().getClass().getName()).text(DecodedArguments.closure(task.entry()));
    out.text(task.call().toString());
    TaskEndCodec.write(out, end);
    return Bytes.wrap(out.toByteArray());
  }

  /** Unless somebody has dropped it. */
  private static Commit ending(String id, Bytes record) {
    Bytes key = Keys.unfinishedTask(id);
    return new Commit(
        List.of(new Compare.Value(key, Bytes.EMPTY)),
        List.of(new Operation.Delete(key), new Operation.Put(Keys.endedTask(id), record)),
        Commit.Results.NONE);
  }

  private static Commit none(Operation... operations) {
    return Commit.of(Commit.Results.NONE, operations);
  }

  /** Drops them all; does not wait for that. */
  void close() {
    boolean any;
    synchronized (this) {
      closed = true;
      any = last > 0;
    }
    if (any) {
      Again.untilDone(engine, none(new Operation.DeleteRange(Keys.tasks(prefix))));
    }
  }
}

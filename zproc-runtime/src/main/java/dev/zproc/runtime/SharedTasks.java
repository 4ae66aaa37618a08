package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.Compare;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.swarm.Task;
import dev.zproc.runtime.internal.swarm.TaskEnd;
import dev.zproc.runtime.internal.swarm.TaskEndCodec;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.internal.wait.TransactionGuard;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
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
  private final Set<String> unfinished = new HashSet<>();
  private final Deque<String> ended = new ArrayDeque<>();
  private long last;

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
      unfinished.add(id);
    }
    Calls.get(engine.commit(none(new Operation.Put(Keys.unfinishedTask(id), Bytes.EMPTY))));
    return id;
  }

  /** A task has ended; does not wait for that to be committed. */
  synchronized void ended(String id, Task task) {
    if (!unfinished.remove(id)) {
      return; // the swarm is closed
    }
    engine
        .commit(ending(id, record(task, task.end())))
        .whenComplete(
            (committed, refused) -> {
              if (refused != null) {
                engine.commit(ending(id, record(task, tooLarge(refused))));
              }
            });
    ended.add(id);
    if (ended.size() > MAX_ENDED) {
      engine.commit(none(new Operation.Delete(Keys.endedTask(ended.remove()))));
    }
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
  synchronized void close() {
    if (last > 0) {
      unfinished.clear();
      engine.commit(none(new Operation.DeleteRange(Keys.tasks(prefix))));
    }
  }
}

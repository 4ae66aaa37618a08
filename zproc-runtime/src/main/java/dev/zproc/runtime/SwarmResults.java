package dev.zproc.runtime;

import dev.zproc.runtime.failure.BadValueException;
import dev.zproc.runtime.failure.SwarmFailedException;
import dev.zproc.runtime.failure.TaskFailedException;
import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.swarm.Batch;
import dev.zproc.runtime.internal.swarm.Task;
import dev.zproc.runtime.internal.swarm.TaskEnd;
import dev.zproc.runtime.spi.WaitingEntry;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Turns calls into tasks, and what has become of tasks into results and failures. */
final class SwarmResults {

  private SwarmResults() {}

  /** A task that makes {@code call}. */
  static Task task(Batch batch, Call<?> call, long index, Consumer<Task> onDone) {
    if (call.entry() instanceof WaitingEntry<?>) {
      throw new IllegalArgumentException(
          call
              + " waits before it runs (@WaitFor), and would hold up the worker of a swarm"
              + " meanwhile; spawn it as a child instead");
    }
    return new Task(batch, call.entry(), call.lateArguments(), call, index, onDone);
  }

  /** What became of a task. */
  @SuppressWarnings("unchecked") // whoever has made the task knows of which call
  static <R> TaskResult<R> of(Task task) {
    Call<R> call = (Call<R>) task.call();
    ZProcException failure = failure(task);
    if (failure != null) {
      return new TaskResult<>(task.index(), call, null, failure);
    }
    try {
      return new TaskResult<>(task.index(), call, decoded(task, call), null);
    } catch (ZProcException e) {
      return new TaskResult<>(task.index(), call, null, e);
    }
  }

  /**
   * What a task returned; null if that is nothing.
   *
   * @throws ZProcException what became of it instead
   */
  @SuppressWarnings("unchecked") // as above
  static <R> @Nullable R value(Task task) {
    ZProcException failure = failure(task);
    if (failure != null) {
      throw failure;
    }
    return decoded(task, (Call<R>) task.call());
  }

  private static <R> @Nullable R decoded(Task task, Call<R> call) {
    TaskEnd.Returned end = (TaskEnd.Returned) task.end();
    byte[] array = end.array();
    if (array == null) {
      return null;
    }
    try {
      return call.entry().result().codec().decode(array, end.from(), end.to());
    } catch (BadValueException bad) {
      throw DecodedArguments.badResult("item " + task.index() + ", " + call, bad);
    }
  }

  private static @Nullable ZProcException failure(Task task) {
    return task.end() instanceof TaskEnd.Returned
        ? null
        : failure(task.index(), task.call().toString(), task.end());
  }

  /** What is thrown for items that may be left in their source. */
  static SwarmFailedException notDrawn(String why) {
    return new SwarmFailedException("no more items are drawn, and some may be left: " + why);
  }

  /** What is thrown for a task that has not returned. */
  static ZProcException failure(long index, String call, TaskEnd end) {
    if (end instanceof TaskEnd.Failed failed) {
      return new TaskFailedException(
          index, call, failed.attempts(), failed.pid(), failed.end(), failed.stderr());
    }
    String which = "item " + index + ", " + call;
    return new SwarmFailedException(
        end instanceof TaskEnd.Broken broken
            ? which + ", was not done: " + broken.why()
            : which + ", was cancelled");
  }
}

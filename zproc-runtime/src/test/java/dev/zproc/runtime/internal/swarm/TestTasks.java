package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tasks, and what has become of them. */
class TestTasks {

  private static final ChildEntry<Void> ENTRY =
      new ChildEntry<>("Tests", "task", ValueTypes.VOID) {
        @Override
        public Void run(Invocation in) {
          throw new UnsupportedOperationException("nobody runs it");
        }
      };

  final Batch batch;
  final List<Task> all = new ArrayList<>();
  final Map<Long, TaskEnd> ends = new HashMap<>();

  TestTasks(int expected, int chunk) {
    batch = new Batch(expected, chunk);
  }

  /** Makes a task with arguments of so many bytes. */
  Task make(int bytes) {
    Task task =
        new Task(
            batch,
            ENTRY,
            new Object[] {new byte[bytes]},
            "task " + all.size(),
            all.size(),
            this::done);
    all.add(task);
    return task;
  }

  void done(Task task) {
    if (ends.put(task.index(), task.end()) != null) {
      throw new AssertionError(task + " is done twice");
    }
  }
}

package dev.zproc.runtime.internal.swarm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The tasks that no worker holds: those of each batch, which take turns, and the groups of which
 * one may have killed its worker.
 *
 * <p>Threads: owned by the scheduler's.
 */
final class Queues {

  private static final long MAX_CHUNK_WEIGHT = 256 << 10;

  private final Deque<Batch> batches = new ArrayDeque<>();
  private final Deque<List<Task>> suspects = new ArrayDeque<>();

  boolean isEmpty() {
    return batches.isEmpty() && suspects.isEmpty();
  }

  boolean hasSuspects() {
    return !suspects.isEmpty();
  }

  void add(Task task) {
    enroll(task.batch);
    task.batch.queued.addLast(task);
  }

  /** Puts tasks before all others of their batches, in their order. */
  void addFirst(Collection<Task> tasks) {
    List<Task> list = new ArrayList<>(tasks);
    for (int i = list.size() - 1; i >= 0; i--) {
      Task task = list.get(i);
      enroll(task.batch);
      task.batch.queued.addFirst(task);
    }
  }

  private void enroll(Batch batch) {
    if (batch.queued.isEmpty()) {
      batches.add(batch);
    }
  }

  /** One of these has killed its worker, or the only one may have. */
  void suspect(List<Task> group) {
    suspects.add(List.copyOf(group));
  }

  /** One of these has, and so one of the half of them; there are two at least. */
  void suspectHalves(List<Task> group) {
    int half = (group.size() + 1) / 2;
    suspect(group.subList(0, half));
    suspect(group.subList(half, group.size()));
  }

  List<Task> nextSuspects() {
    return suspects.remove();
  }

  /** The batch whose turn it is; null if there is none. */
  @Nullable Batch peek() {
    return batches.peek();
  }

  /** Takes up to {@code count} tasks of the batch whose turn it is. */
  List<Task> chunk(int count) {
    Batch batch = batches.remove();
    List<Task> tasks = new ArrayList<>(Math.min(count, batch.queued.size()));
    long weight = 0;
    while (tasks.size() < count && weight < MAX_CHUNK_WEIGHT && !batch.queued.isEmpty()) {
      Task task = batch.queued.remove();
      if (task.isDone()) {
        batch.dead--;
        continue;
      }
      weight += task.weight();
      tasks.add(task);
    }
    dropFirst(batch);
    if (!batch.queued.isEmpty()) {
      batches.add(batch); // behind the others
    }
    return tasks;
  }

  /**
   * Forgets those tasks that are done, which only these batches can have: at once if they are first
   * or many, else some time. Each alone may be cancelled of many, and to look at all the others
   * each time would take for ever.
   */
  void sweep(Iterable<Task> done) {
    Set<Batch> touched = new LinkedHashSet<>();
    for (Task task : done) {
      task.batch.dead++;
      touched.add(task.batch);
    }
    for (Batch batch : touched) {
      if (batch.dead >= batch.queued.size() / 2) {
        batch.queued.removeIf(Task::isDone);
        batch.dead = 0;
      } else {
        dropFirst(batch);
      }
      if (batch.queued.isEmpty()) {
        batches.remove(batch);
      }
    }
    if (!suspects.isEmpty()) {
      sweepSuspects();
    }
  }

  private static void dropFirst(Batch batch) {
    for (Task first = batch.queued.peek();
        first != null && first.isDone();
        first = batch.queued.peek()) {
      batch.queued.remove();
      batch.dead--;
    }
  }

  private void sweepSuspects() {
    List<List<Task>> groups = List.copyOf(suspects);
    suspects.clear();
    for (List<Task> group : groups) {
      List<Task> left = group.stream().filter(task -> !task.isDone()).toList();
      if (!left.isEmpty()) {
        suspects.add(left);
      }
    }
  }

  /** Those of {@code batch}, and perhaps some that are done. */
  List<Task> of(Batch batch) {
    List<Task> all = new ArrayList<>(batch.queued);
    for (List<Task> group : suspects) {
      for (Task task : group) {
        if (task.batch == batch) {
          all.add(task);
        }
      }
    }
    return all;
  }

  /** Looks at all; makes nothing, so that it can where there is no memory left. */
  void forEach(Consumer<Task> action) {
    for (Batch batch : batches) {
      batch.queued.forEach(action);
    }
    for (List<Task> group : suspects) {
      group.forEach(action);
    }
  }

  /** Forgets all. */
  void clear() {
    batches.forEach(batch -> batch.queued.clear());
    batches.clear();
    suspects.clear();
  }
}

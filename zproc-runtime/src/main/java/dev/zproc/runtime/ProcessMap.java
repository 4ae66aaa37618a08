package dev.zproc.runtime;

import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.internal.wait.Schedule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * A child for each item, as many at a time as there are processors.
 *
 * <p>Threads: used by the thread that wants the results.
 */
final class ProcessMap<R> {

  private final Semaphore free = new Semaphore(Runtime.getRuntime().availableProcessors());
  private final List<Child<R>> children = new ArrayList<>();
  private final List<CompletableFuture<?>> ends = new ArrayList<>();

  /** The first that has failed. */
  private final CompletableFuture<Child<R>> failed = new CompletableFuture<>();

  private ProcessMap() {}

  /** The results of the children that {@code spawn} makes of {@code items}, in their order. */
  static <T, R> List<R> of(Iterable<? extends T> items, Function<? super T, Child<R>> spawn) {
    ProcessMap<R> map = new ProcessMap<>();
    try {
      return map.run(items, spawn);
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted("interrupted while processes work; they are stopped", e);
    } finally {
      map.children.stream().filter(Child::isAlive).forEach(Child::kill);
    }
  }

  private <T> List<R> run(Iterable<? extends T> items, Function<? super T, Child<R>> spawn)
      throws InterruptedException {
    for (T item : items) {
      Schedule.outside(
          () -> {
            free.acquire();
            return free;
          });
      if (failed.isDone()) {
        break;
      }
      Child<R> child = spawn.apply(item);
      children.add(child);
      ends.add(child.result().whenComplete((result, failure) -> over(child, failure != null)));
    }
    if (Schedule.outside(this::hasFailed)) {
      failed.join().join(); // throws
    }
    List<R> results = new ArrayList<>();
    children.forEach(child -> results.add(child.join()));
    return Collections.unmodifiableList(results);
  }

  private void over(Child<R> child, boolean failure) {
    if (failure) {
      failed.complete(child);
    }
    free.release();
  }

  /** Waits until all have ended, or one has failed; tells whether one has. */
  private boolean hasFailed() throws InterruptedException {
    CompletableFuture<Void> all =
        CompletableFuture.allOf(ends.toArray(CompletableFuture<?>[]::new));
    try {
      CompletableFuture.anyOf(all, failed).get();
    } catch (ExecutionException e) {
      // One has failed; which, is looked at.
      failed.join();
    }
    return failed.isDone();
  }
}

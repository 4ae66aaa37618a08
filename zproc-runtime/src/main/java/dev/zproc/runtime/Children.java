package dev.zproc.runtime;

import dev.zproc.runtime.failure.ChildEnd;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.process.Ended;
import dev.zproc.runtime.internal.process.LaunchSpec;
import dev.zproc.runtime.internal.process.Supervision;
import dev.zproc.runtime.internal.process.Supervisor;
import dev.zproc.runtime.internal.signal.SignalTrap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The children of one context: which there are, which have failed, and how all of them end.
 *
 * <p>Threads: safe for use by many threads.
 */
final class Children {

  /** How long one child may hold up those started before it, when all are stopped. */
  private static final long TURN_MILLIS = 200;

  /** How long a killed process may take until the operating system says that it is gone. */
  private static final long REAP_MILLIS = 2_000;

  private final Supervision supervision;

  // Guarded by this; both in the order of the start.
  private final Set<ForkedChild<?>> alive = new LinkedHashSet<>();

  /** Those that have failed, and nobody has been told. */
  private final Map<ForkedChild<?>, Ended> failed = new LinkedHashMap<>();

  private final Map<String, Integer> names = new HashMap<>();
  private int beingStarted;
  private boolean closed;

  Children(Supervision supervision) {
    this.supervision = supervision;
  }

  /** Makes {@code name} unique. */
  synchronized String nameFor(String name) {
    int count = names.merge(name, 1, Integer::sum);
    return count == 1 ? name : name + "#" + count;
  }

  /** Starts a child; returns when its first process is forked, or could not be. */
  <R> Child<R> start(Call<R> call, LaunchSpec spec, Throwable spawn) {
    CompletableFuture<Supervisor> starting;
    synchronized (this) {
      if (closed) {
        throw new ContextClosedException("the context is closed; '" + call + "' cannot be spawned");
      }
      beingStarted++;
      starting = supervision.start(spec);
    }
    try {
      Supervisor supervisor = starting.get();
      CompletableFuture<Ended> done = new CompletableFuture<>();
      ForkedChild<R> child = new ForkedChild<>(this, spec.name(), call, supervisor, done, spawn);
      add(child);
      started();
      // In this order: who is told that it has ended finds it gone from here.
      supervisor
          .ended()
          .thenAccept(
              ended -> {
                ended(child, ended);
                done.complete(ended);
              });
      return child;
    } catch (InterruptedException e) {
      starting.whenComplete(this::abandon);
      throw SignalTrap.interrupted("interrupted while spawning " + call, e);
    } catch (ExecutionException e) {
      started();
      throw notBorn(call, e.getCause());
    }
  }

  synchronized List<Child<?>> alive() {
    return List.copyOf(alive);
  }

  /** The failure of {@code child} has been told. */
  synchronized void seen(ForkedChild<?> child) {
    failed.remove(child);
  }

  /** Waits until none is alive, and throws the first failure, with the others suppressed. */
  void awaitAll(AwaitMode mode) {
    try {
      awaitEnds(mode == AwaitMode.FAIL_FAST);
    } catch (InterruptedException e) {
      throw SignalTrap.interrupted("interrupted while waiting for all children", e);
    }
    List<ChildFailedException> failures = new ArrayList<>();
    synchronized (this) {
      failed.forEach((child, ended) -> failures.add(child.failure(ended)));
      failed.clear();
    }
    if (!failures.isEmpty()) {
      ChildFailedException first = failures.get(0);
      failures.subList(1, failures.size()).forEach(first::addSuppressed);
      throw first;
    }
  }

  /**
   * Stops all, the last started first, and waits until they have ended; those that have not after
   * {@code limit} are killed. None can be started from here on. Cannot be interrupted; that kills
   * those that are left at once, and leaves the flag set.
   */
  void close(Duration limit) {
    synchronized (this) {
      closed = true; // a second closer waits with the first, or finds none left
      alive.forEach(child -> child.supervisor().retire());
    }
    awaitSpawns();
    stopAll(limit);
    supervision.close();
  }

  private void awaitEnds(boolean failFast) throws InterruptedException {
    synchronized (this) {
      while (!alive.isEmpty() && (!failFast || failed.isEmpty())) {
        wait();
      }
      if (alive.isEmpty()) {
        return;
      }
    }
    stopAll(Duration.ofSeconds(10));
  }

  private void stopAll(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    List<ForkedChild<?>> backwards;
    synchronized (this) {
      backwards = new ArrayList<>(alive);
    }
    Collections.reverse(backwards);
    boolean interrupted = Thread.interrupted();
    for (ForkedChild<?> child : backwards) {
      child.supervisor().stop();
      if (!interrupted) {
        long turn = Math.min(TimeUnit.MILLISECONDS.toNanos(TURN_MILLIS), left(deadline));
        interrupted = waitFor(List.of(child), turn);
      }
    }
    if (!interrupted) {
      interrupted = waitFor(backwards, left(deadline));
    }
    backwards.stream().filter(Child::isAlive).forEach(child -> child.supervisor().kill());
    interrupted |= waitFor(backwards, TimeUnit.MILLISECONDS.toNanos(REAP_MILLIS));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static long left(long deadline) {
    return Math.max(deadline - System.nanoTime(), 0);
  }

  /** Waits until all have ended or the time is over; tells whether it was interrupted. */
  private static boolean waitFor(Collection<ForkedChild<?>> children, long nanos) {
    try {
      CompletableFuture.allOf(
              children.stream().map(ForkedChild::done).toArray(CompletableFuture<?>[]::new))
          .get(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      return true;
    } catch (TimeoutException e) {
      return false; // the caller sees who is still alive
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // ends do not fail
    }
    return false;
  }

  /** Nobody will have this child. */
  private void abandon(@Nullable Supervisor supervisor, @Nullable Throwable failure) {
    if (supervisor == null) {
      started();
    } else {
      supervisor.kill();
      supervisor.ended().thenRun(this::started);
    }
  }

  private synchronized void started() {
    beingStarted--;
    notifyAll();
  }

  /** Waits for the spawns that other threads are in the middle of; no new one can begin. */
  private synchronized void awaitSpawns() {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(REAP_MILLIS);
    try {
      while (beingStarted > 0 && left(deadline) > 0) {
        TimeUnit.NANOSECONDS.timedWait(this, left(deadline));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // stopping them sees it, and hurries
    }
  }

  private synchronized void add(ForkedChild<?> child) {
    alive.add(child);
    if (closed) {
      child.supervisor().kill();
    }
  }

  private synchronized void ended(ForkedChild<?> child, Ended ended) {
    alive.remove(child);
    if (!ended.end().isSuccess() && !(ended.end() instanceof ChildEnd.Stopped)) {
      failed.put(child, ended);
    }
    notifyAll();
  }

  private static ZProcException notBorn(Call<?> call, Throwable cause) {
    String what = call + " could not be spawned: " + cause.getMessage();
    return cause instanceof EngineException.Rejected
        ? new LimitExceededException(what, cause)
        : new ServerGoneException(what, cause);
  }
}

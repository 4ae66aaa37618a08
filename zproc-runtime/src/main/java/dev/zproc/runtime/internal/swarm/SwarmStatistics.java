package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.child.ChildEnd;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What a swarm has done: counted by the broker, read by whoever asks.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class SwarmStatistics {

  private static final int SLOWEST = 5;

  /** Of workers that have ended; older ones are only counted. */
  private static final int MAX_ENDED = 1_000;

  /**
   * One worker.
   *
   * @param startNanos from the begin of its start until it took tasks; until now, if it does not
   * @param tasks how many it has ended, and the one that it was at when it ended itself
   * @param busyNanos how long it was at these
   * @param waitNanos how long it had none, or waited for one
   * @param end how it ended; null if it lives
   * @param debugPort where it listens for a debugger; 0 if it does not
   */
  public record Worker(
      int number,
      long pid,
      boolean ready,
      long tasks,
      long startNanos,
      long busyNanos,
      long waitNanos,
      @Nullable ChildEnd end,
      int debugPort) {}

  /** A task that took long. */
  public record Slow(Object call, long index, int worker, long nanos) {}

  /** All together. */
  public record Totals(
      List<Worker> workers, long done, long failed, long deaths, long restarts, List<Slow> slow) {}

  private static final class Life {
    final long started;
    long pid = -1;
    long joined;
    long ended;
    long tasks;
    long busy;
    @Nullable ChildEnd end;
    @Nullable WorkerProcess process;

    Life(long now) {
      started = now;
    }
  }

  private final Map<Integer, Life> lives = new LinkedHashMap<>();
  private final PriorityQueue<Slow> slow =
      new PriorityQueue<>(Comparator.comparingLong(Slow::nanos));
  private long done;
  private long failed;
  private long deaths;
  private long restarts;
  private int ended;

  synchronized void started(int worker, boolean again, long now) {
    lives.put(worker, new Life(now));
    restarts += again ? 1 : 0;
  }

  /** A worker's process is on its way. */
  synchronized void process(int worker, WorkerProcess process) {
    Life life = lives.get(worker);
    if (life != null) {
      life.process = process;
    }
  }

  synchronized void joined(int worker, long pid, long now) {
    Life life = lives.get(worker);
    if (life != null) {
      life.pid = pid;
      life.joined = now;
    }
  }

  synchronized void worked(int worker, long tasks, long nanos) {
    Life life = lives.get(worker);
    if (life != null) {
      life.tasks += tasks;
      life.busy += nanos;
    }
  }

  /** Takes note of a task that may be one of the slowest. */
  void slow(Task task, int worker, long nanos) {
    Slow least = slow.peek();
    if (slow.size() < SLOWEST || least != null && nanos > least.nanos()) {
      synchronized (this) {
        slow.add(new Slow(task.call(), task.index(), worker, nanos));
        if (slow.size() > SLOWEST) {
          slow.remove();
        }
      }
    }
  }

  /**
   * A worker's process has ended: what it was at counts as work, and may be one of the slowest.
   *
   * @param mark as of {@link Seat#at}
   */
  void cutShort(Seat seat, long mark, long now) {
    Task task = seat.at(mark);
    if (task != null) {
      long nanos = Math.max(0, now - seat.since);
      worked(seat.number, 1, nanos);
      slow(task, seat.number, nanos);
    }
  }

  synchronized void count(long succeeded, long others) {
    done = succeeded;
    failed = others;
  }

  synchronized void ended(int worker, WorkerDeath death, boolean wanted, long now) {
    Life life = lives.get(worker);
    if (life != null) {
      life.pid = death.pid();
      life.end = death.end();
      life.process = null;
      life.ended = now;
    }
    deaths += wanted ? 0 : 1;
    if (++ended > MAX_ENDED) {
      ended--;
      lives.entrySet().stream()
          .filter(entry -> entry.getValue().end != null)
          .findFirst()
          .map(Map.Entry::getKey)
          .ifPresent(lives::remove);
    }
  }

  /** What there is to tell now. */
  public synchronized Totals totals() {
    long now = System.nanoTime();
    List<Worker> workers = new ArrayList<>();
    lives.forEach((number, life) -> workers.add(worker(number, life, now)));
    List<Slow> slowest = new ArrayList<>(slow);
    slowest.sort(Comparator.comparingLong(Slow::nanos).reversed());
    return new Totals(workers, done, failed, deaths, restarts, slowest);
  }

  private static Worker worker(int number, Life life, long now) {
    long until = life.end == null ? now : life.ended;
    long start = (life.joined == 0 ? until : life.joined) - life.started;
    long lived = life.joined == 0 ? 0 : until - life.joined;
    WorkerProcess process = life.process;
    return new Worker(
        number,
        life.pid,
        life.joined != 0 && life.end == null,
        life.tasks,
        start,
        life.busy,
        Math.max(0, lived - life.busy),
        life.end,
        process == null ? 0 : process.debugPort());
  }
}

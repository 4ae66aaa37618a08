package dev.zproc.runtime.internal.wait;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads that share a state go on one at a time, in an order that is drawn from a seed.
 *
 * <p>A thread stops before each of its steps ({@link #step}), and when it waits for the state. When
 * none runs, what the server has told the waiting ones has been brought to them, by a request and
 * its answer behind it; then one is drawn from those that could go on. So what it is drawn from
 * depends on what the threads have done, and not on how fast they were.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class Schedule implements AutoCloseable {

  /** How long others wait for one that runs, before they go on without it. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final Map<Thread, Turns> BOUND = new ConcurrentHashMap<>();

  /** Whether there has ever been one; most processes never have. */
  private static volatile boolean used;

  private enum State {
    RUNNING,
    READY,
    WAITING,
    /** Runs or waits for what is not the state's; nobody waits for it. */
    OUTSIDE,
    OVER
  }

  private final ReentrantLock lock = new ReentrantLock();

  // Guarded by the lock.
  private final Random random;
  private final List<Turns> all = new ArrayList<>();
  private boolean closed;

  private Schedule(long seed) {
    random = new Random(seed);
  }

  /**
   * Begins one, with the current thread as the first that runs.
   *
   * @param sync returns when what the server has told this thread before is here
   */
  public static Schedule begin(long seed, Runnable sync) {
    used = true;
    Schedule schedule = new Schedule(seed);
    schedule.add().bind(sync);
    return schedule;
  }

  /** Adds a thread, which counts as running from here on. */
  public Turns add() {
    Turns added = new Turns();
    lock.lock();
    try {
      all.add(added);
    } finally {
      lock.unlock();
    }
    return added;
  }

  /** From here on all go on as they like. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      for (Turns each : all) {
        each.may.signalAll();
        BOUND.values().remove(each);
      }
    } finally {
      lock.unlock();
    }
  }

  /** Waits for this thread's turn, if it is one of a schedule. */
  public static void step() {
    Turns turns = ofThisThread();
    if (turns != null) {
      turns.await();
    }
  }

  /**
   * This thread is about to wait until there are news; to be followed by {@link #resumed} if it
   * returns true.
   */
  static boolean waiting(BooleanSupplier news) {
    Turns turns = ofThisThread();
    if (turns == null) {
      return false;
    }
    turns.wait(news);
    return true;
  }

  /** The wait is over; waits for this thread's turn. */
  static void resumed() {
    step();
  }

  /** Something that waits for what is not the state's: the end of a child. */
  @FunctionalInterface
  public interface Outside<T extends @Nullable Object, X extends Exception> {

    T run() throws X;
  }

  /** Does {@code action}, while which the others go on; waits for this thread's turn after it. */
  public static <T extends @Nullable Object, X extends Exception> T outside(Outside<T, X> action)
      throws X {
    Turns turns = ofThisThread();
    if (turns == null) {
      return action.run();
    }
    turns.outside();
    try {
      return action.run();
    } finally {
      turns.await();
    }
  }

  private static @Nullable Turns ofThisThread() {
    return used ? BOUND.get(Thread.currentThread()) : null;
  }

  /** Draws the next if none runs. The lock is held. */
  private void draw() {
    if (closed || all.stream().anyMatch(each -> each.state == State.RUNNING)) {
      return;
    }
    for (Turns each : all) {
      if (each.state == State.WAITING) {
        each.sync();
      }
    }
    List<Turns> able = all.stream().filter(Turns::isAble).toList();
    if (!able.isEmpty()) {
      Turns next = able.get(random.nextInt(able.size()));
      next.state = State.RUNNING;
      next.granted = true;
      next.may.signal();
    }
  }

  /** Those that hold up all others for too long are left to themselves. The lock is held. */
  private void loseWhoRuns() {
    for (Turns each : all) {
      if (each.state == State.RUNNING) {
        each.state = State.OUTSIDE;
      }
    }
    draw();
  }

  /** One thread of a schedule. */
  public final class Turns {

    private final Condition may = lock.newCondition();

    // Guarded by the lock.
    private State state = State.RUNNING;
    private boolean granted;
    private BooleanSupplier news = () -> false;
    private Runnable sync = () -> {};

    private Turns() {}

    /**
     * It is the current thread.
     *
     * @param synced as of {@link #begin}
     */
    public void bind(Runnable synced) {
      lock.lock();
      try {
        sync = synced;
        if (!closed && state != State.OVER) {
          BOUND.put(Thread.currentThread(), this);
        }
      } finally {
        lock.unlock();
      }
    }

    /** It has ended, or counts as if. */
    public void over() {
      lock.lock();
      try {
        BOUND.values().remove(this);
        if (state != State.OVER) {
          state = State.OVER;
          granted = false;
          may.signalAll();
          draw();
        }
      } finally {
        lock.unlock();
      }
    }

    private boolean isAble() {
      return state == State.READY || state == State.WAITING && news.getAsBoolean();
    }

    private void sync() {
      try {
        sync.run();
      } catch (RuntimeException e) {
        // Its session has ended, and it is told so.
      }
    }

    private void wait(BooleanSupplier until) {
      lock.lock();
      try {
        if (state != State.OVER) {
          news = until;
          state = State.WAITING;
          draw();
        }
      } finally {
        lock.unlock();
      }
    }

    private void outside() {
      lock.lock();
      try {
        if (state != State.OVER) {
          state = State.OUTSIDE;
          draw();
        }
      } finally {
        lock.unlock();
      }
    }

    /** Waits for the turn; an interrupt does not end that, and is kept. */
    private void await() {
      boolean interrupted = false;
      lock.lock();
      try {
        if (!granted && state != State.OVER) {
          state = State.READY;
          draw();
        }
        while (!granted && !closed && state != State.OVER) {
          try {
            if (may.awaitNanos(PATIENCE_NANOS) <= 0 && !granted) {
              loseWhoRuns();
            }
          } catch (InterruptedException e) {
            interrupted = true;
          }
        }
        granted = false;
      } finally {
        lock.unlock();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }
}

package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.jfr.TaskRecords;
import dev.zproc.runtime.internal.transport.ServerSocket;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs a swarm: takes what callers want and what workers say, lets the {@link Scheduler} decide,
 * and does what that wants.
 *
 * <p>It has a thread of its own, {@code zproc-swarm}. Over a socket that threads may share, one
 * that waits for results takes the broker's turns meanwhile, as far as tasks are handed out and
 * results come in; whatever else happens, a death say, is left to the own thread.
 *
 * <p>Threads: safe for use by many threads; what it owns belongs to whoever takes a turn.
 */
public final class Broker {

  private static final int MAX_IN_TURN = 256;
  private static final long LONGEST_SLEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long RETRY_MILLIS = 2;

  /**
   * How many tasks may be underway, at most, for their callers to take turns: about what one map
   * has. With those of several, they and the own thread have enough to do side by side.
   */
  private static final int FEW = 8_192;

  /** How long others may take all turns: then the own thread looks what else there is to do. */
  private static final long OTHERS_MILLIS = 100;

  private static final long OTHERS_NANOS = TimeUnit.MILLISECONDS.toNanos(OTHERS_MILLIS);

  /** For how long what has come goes before what is overdue. */
  private static final long BEHIND_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final ServerSocket socket;
  private final Workers workers;
  private final Scheduler scheduler;
  private final SwarmStatistics statistics = new SwarmStatistics();
  private final SwarmWatcher watcher;
  private final ConcurrentLinkedQueue<Runnable> inbox = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> over = new CompletableFuture<>();
  private final ConcurrentLinkedQueue<Runnable> untold = new ConcurrentLinkedQueue<>();
  private final Thread thread;
  private final SharedTurns turns;

  /** How many tasks are not done whose results somebody waits for who takes turns. */
  private long fed;

  /** Whether that is more than {@link #FEW}. */
  private volatile boolean many;

  /** How many more will be fed soon, as far as that is known. */
  private long coming;

  /** When the own thread has had a turn. */
  private long ownTurn;

  /** When all that had come was taken. */
  private long caughtUp;

  /** Whether there is something to do for the own thread alone. */
  private volatile boolean duty = true;

  /** Whether what is underway should not wait until somebody happens to take a turn. */
  private volatile boolean pending;

  private volatile boolean sleeping;
  private volatile boolean stopping;
  private volatile @Nullable String closed;
  private volatile int live;

  private Broker(
      String name,
      int size,
      SchedulerOptions options,
      ServerSocket socket,
      WorkerProcess.Starter starter,
      long silenceNanos,
      int maxResultBytes,
      SwarmWatcher watcher) {
    this.socket = socket;
    this.watcher = watcher;
    this.workers =
        new Workers(
            socket,
            starter,
            statistics,
            new TaskRecords(name),
            silenceNanos,
            maxResultBytes,
            options.recycleHeapBytes(),
            this::execute);
    this.scheduler = new Scheduler(size, options, workers);
    workers.serve(scheduler);
    this.turns = new SharedTurns(socket.isShared(), new Turns());
    this.thread = new Thread(null, this::run, "zproc-swarm[" + name + "]");
    thread.setDaemon(true);
  }

  /**
   * Begins: the workers are on their way when this returns.
   *
   * @param socket given away
   * @param silenceNanos how long a worker may say nothing before it is given up; 0 for ever
   * @param maxResultBytes the largest result
   */
  public static Broker start(
      String name,
      int size,
      SchedulerOptions options,
      ServerSocket socket,
      WorkerProcess.Starter starter,
      long silenceNanos,
      int maxResultBytes,
      SwarmWatcher watcher) {
    Broker broker =
        new Broker(name, size, options, socket, starter, silenceNanos, maxResultBytes, watcher);
    broker.thread.start();
    return broker;
  }

  /** Takes tasks; each of them is told of its end, whatever happens. */
  public void submit(List<Task> tasks) {
    execute(() -> tasks.forEach(scheduler::submit));
  }

  /**
   * Takes tasks whose results somebody soon waits for with {@link #lead}; each is to call {@link
   * #collected} when it is done.
   *
   * @param tasks at least one, all of one batch
   */
  void feed(List<Task> tasks) {
    inbox.add(
        () -> {
          fed += tasks.size();
          coming += tasks.get(0).batch.submitted(tasks.size());
          tasks.forEach(scheduler::submit);
        });
    if (closed != null || many || !turns.takeOne()) {
      nudge();
    }
  }

  /** A task that was {@linkplain #feed fed} is done; called by the thread that runs the turn. */
  void collected() {
    fed--;
  }

  /**
   * Takes turns until {@code over} says so, if that is possible and worthwhile; to be followed by
   * waiting for it, and then by {@link #unfollow}.
   */
  void lead(BooleanSupplier over) {
    if (many) {
      turns.follow(over);
    } else if (closed == null) {
      turns.lead(over);
    }
  }

  void unfollow(BooleanSupplier over) {
    turns.unfollow(over);
  }

  /** Cancels those tasks that are not done. */
  public void cancel(List<Task> tasks) {
    execute(() -> scheduler.cancel(tasks, System.nanoTime()));
  }

  /** Cancels those tasks of {@code batch} that are not done; no more will come. */
  public void cancel(Batch batch) {
    execute(
        () -> {
          coming += batch.ended();
          scheduler.cancel(scheduler.unfinished(batch), System.nanoTime());
        });
  }

  /** Ends the processes of all workers at once. */
  public void kill() {
    execute(workers::killAll);
  }

  public void resize(int size) {
    execute(() -> scheduler.resize(size, System.nanoTime()));
  }

  public SwarmStatistics statistics() {
    return statistics;
  }

  /** How many workers take tasks. */
  public int live() {
    return live;
  }

  /**
   * Ends all that is not done, because of {@code why}, and all workers.
   *
   * @param orderly whether these may end in order; else they are killed
   */
  public void close(String why, boolean orderly) {
    execute(() -> workers.close(why, orderly));
    stopping = true;
    socket.wake();
  }

  /** Complete when the last worker has ended after a {@link #close}. */
  public CompletableFuture<Void> over() {
    return over;
  }

  /**
   * Something is to be told at the end of this turn, when it is counted; called by the thread that
   * runs it.
   */
  public void tellLater(Runnable telling) {
    untold.add(telling);
  }

  /** Counts first, so that whoever was told of a task finds it in the report. */
  private void tellAll() {
    live = closed == null ? scheduler.live() : 0;
    statistics.count(scheduler.succeeded(), scheduler.failed());
    for (Runnable next = untold.poll(); next != null; next = untold.poll()) {
      next.run();
    }
  }

  private void execute(Runnable action) {
    inbox.add(action);
    duty = true;
    nudge();
  }

  /** Has what was put into the inbox done. */
  private void nudge() {
    if (sleeping) {
      socket.wake();
    }
    turns.call();
    if (closed != null) {
      runInbox(); // the thread may not have seen it any more
    }
  }

  private synchronized void runInbox() {
    for (Runnable next = inbox.poll(); next != null; next = inbox.poll()) {
      next.run();
    }
    tellAll();
  }

  private void run() {
    String why = "the swarm is closed";
    try {
      scheduler.advance(System.nanoTime());
      turns.drive();
    } catch (Throwable e) {
      why = "the swarm has failed: " + e;
      System.getLogger(Broker.class.getName()).log(Level.ERROR, "a swarm has failed", e);
    } finally {
      end(why);
    }
  }

  private synchronized void end(String why) {
    try {
      closed = why;
      live = 0;
      scheduler.fail(why);
      workers.killAll();
      runInbox(); // tells, too
      socket.close();
    } finally {
      over.complete(null);
    }
  }

  /** What {@link SharedTurns} has threads do. */
  private final class Turns implements SharedTurns.Work {

    @Override
    public void turn(BooleanSupplier over, boolean own) {
      Broker.this.turn(over, own);
    }

    @Override
    public boolean isOpen() {
      return closed == null && !duty && !stopping;
    }

    @Override
    public boolean isPending() {
      return pending || duty || stopping || !inbox.isEmpty();
    }

    @Override
    public boolean isOver() {
      return stopping && workers.isEmpty();
    }

    @Override
    public void wake() {
      if (sleeping) {
        socket.wake();
      }
    }
  }

  private void turn(BooleanSupplier over, boolean own) {
    boolean more = false;
    if (own) {
      duty = false;
    }
    for (int i = 0; i < MAX_IN_TURN; i++) {
      Runnable action = inbox.poll();
      if (action == null) {
        break;
      }
      action.run();
    }
    for (int i = 0; i < MAX_IN_TURN; i++) {
      ServerSocket.Inbound inbound = socket.receive();
      if (inbound == null) {
        if (socket.isBroken()) {
          throw new IllegalStateException("its socket is dead", socket.brokenBy());
        }
        break;
      }
      workers.frame(inbound);
      more = i == MAX_IN_TURN - 1;
    }
    long now = System.nanoTime();
    caughtUp = more ? caughtUp : now;
    if (own) {
      ownTurn = now;
      workers.tick(now);
      if (more && now - caughtUp < BEHIND_NANOS) {
        scheduler.deal(now); // what a worker would be killed for may be done, and not read yet
      } else {
        scheduler.advance(now);
      }
    } else if (scheduler.deal(now) || workers.isMourning() || now - ownTurn > OTHERS_NANOS) {
      duty = true;
    }
    tellAll();
    boolean all = workers.flush();
    many = fed > FEW;
    pending = more || !all || scheduler.unfinished() > fed;
    watcher.progress(
        scheduler.succeeded(),
        scheduler.failed(),
        scheduler.unfinished() + coming,
        scheduler.busy(),
        live);
    if (!more) {
      sleep(over, own, now, all);
    }
  }

  private void sleep(BooleanSupplier over, boolean own, long now, boolean all) {
    long millis =
        all
            ? TimeUnit.NANOSECONDS.toMillis(workers.due(scheduler.due(now, LONGEST_SLEEP_NANOS)))
                + 1
            : RETRY_MILLIS;
    sleeping = true;
    try {
      // From here on whoever adds something wakes this thread.
      if (inbox.isEmpty() && !over.getAsBoolean()) {
        if (own) {
          socket.await(millis);
        } else if (!duty) {
          socket.awaitOrInterrupt(Math.min(millis, OTHERS_MILLIS));
        }
      }
    } finally {
      sleeping = false;
    }
  }
}

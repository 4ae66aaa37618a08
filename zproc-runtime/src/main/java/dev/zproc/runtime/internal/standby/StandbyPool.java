package dev.zproc.runtime.internal.standby;

import dev.zproc.runtime.internal.process.IdleJvm;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.process.StandbySessions;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The JVMs of one context that wait for calls. One at a time is started, and none while children
 * are being started, so that what is warm later does not make slow what is wanted now.
 *
 * <p>Threads: safe for use by many threads. JVMs are started by the daemon thread {@code
 * zproc-standby}, which begins with the first that is wanted; for each a thread {@code
 * zproc-warming} waits until it is warm and taken, and then drains its stderr.
 */
public final class StandbyPool implements IdleJvm.Source, AutoCloseable {

  /** How many JVMs may wait in one context. */
  public static final int MOST = 256;

  /** After the start of a child none is started for so long; it has work to do. */
  private static final long QUIET_NANOS = Duration.ofMillis(200).toNanos();

  /** But children may be started without end. */
  private static final long LONGEST_QUIET_NANOS = Duration.ofSeconds(2).toNanos();

  private static final Duration WARMING = Duration.ofSeconds(60);

  private static final long END_MILLIS = 2_000;

  /** One of them, as it is now. */
  public record Waiting(IdleJvm jvm, String settings) {}

  private final Class<?> main;
  private final String name;
  private final StandbySessions sessions;

  // Guarded by this.
  private final List<Reserve> reserves = new ArrayList<>();
  private @Nullable WorkerJvm workers;
  private @Nullable ParentJvm host;
  private @Nullable ScheduledThreadPoolExecutor loop;
  private long lastChild = System.nanoTime() - QUIET_NANOS;
  private long shortSince = System.nanoTime();
  private boolean starting;
  private boolean closed;

  /** Read without the lock, by each spawn where nobody has asked for any. */
  private volatile boolean used;

  /**
   * Makes a pool of JVMs none of which is wanted yet.
   *
   * @param main their main class
   * @param name what it is told that they are called
   * @param sessions with which they connect
   */
  public StandbyPool(Class<?> main, String name, StandbySessions sessions) {
    this.main = main;
    this.name = name;
    this.sessions = sessions;
  }

  /**
   * Keeps {@code count} JVMs that are as {@code jvm}, from here on; returns at once.
   *
   * @param inheritsOut whether their stdout is this process's own
   * @throws IllegalArgumentException if there would be more than {@link #MOST} in all, or none of
   *     this kind can be
   */
  public void keep(JvmSpec jvm, boolean inheritsOut, int count) {
    List<IdleJvm> surplus;
    synchronized (this) {
      if (closed) {
        return;
      }
      JvmSpec worker = workers().of(jvm);
      if (worker == null) {
        throw new IllegalArgumentException("a JVM that is debugged cannot wait for calls");
      }
      Reserve reserve = reserve(jvm, worker, inheritsOut);
      expect(reserve, jvm);
      int others = reserves.stream().mapToInt(Reserve::wanted).sum() - reserve.wanted();
      if (others + count > MOST) {
        throw new IllegalArgumentException(
            "at most " + MOST + " JVMs may wait in one context, not " + (others + count));
      }
      surplus = reserve.want(count, System.nanoTime());
      shortSince = System.nanoTime();
      used = true;
      notifyAll();
      refillAfter(0);
    }
    surplus.forEach(IdleJvm::kill);
  }

  /** The class of a call, unless it is that of no call. */
  private void expect(Reserve reserve, JvmSpec jvm) {
    if (!jvm.mainClass().equals(main.getName())) {
      reserve.expect(jvm.mainClass());
    }
  }

  private WorkerJvm workers() {
    WorkerJvm known = workers;
    return known != null ? known : (workers = new WorkerJvm(main));
  }

  private Reserve reserve(JvmSpec jvm, JvmSpec worker, boolean inheritsOut) {
    for (Reserve each : reserves) {
      if (each.isFor(worker, inheritsOut)) {
        return each;
      }
    }
    Reserve made = new Reserve(jvm, worker, inheritsOut, System.nanoTime());
    reserves.add(made);
    return made;
  }

  @Override
  public @Nullable IdleJvm take(JvmSpec jvm, boolean inheritsOut, ParentJvm host) {
    if (!used) {
      return null;
    }
    List<IdleJvm> useless = new ArrayList<>(0);
    IdleJvm taken = take(jvm, inheritsOut, host, useless);
    useless.forEach(IdleJvm::kill);
    return taken;
  }

  private synchronized @Nullable IdleJvm take(
      JvmSpec jvm, boolean inheritsOut, ParentJvm host, List<IdleJvm> useless) {
    lastChild = System.nanoTime();
    JvmSpec worker = workers().of(jvm);
    for (Reserve reserve : worker == null ? List.<Reserve>of() : reserves) {
      if (reserve.isFor(worker, inheritsOut)) {
        boolean full = reserves.stream().noneMatch(Reserve::isShort);
        expect(reserve, jvm);
        IdleJvm taken = reserve.take(name, host, lastChild, useless);
        if (taken != null || !useless.isEmpty()) {
          shortSince = full ? lastChild : shortSince;
          refillAfter(QUIET_NANOS);
        }
        return taken;
      }
    }
    return null;
  }

  /**
   * Waits until as many are ready as are wanted.
   *
   * @return false if that was not so within {@code nanos}, or some will not be: no other of their
   *     kind is tried, or the pool is closed
   */
  public synchronized boolean awaitReady(long nanos) throws InterruptedException {
    long end = System.nanoTime() + nanos;
    while (true) {
      if (reserves.stream().allMatch(Reserve::isReady)) {
        return !closed;
      }
      long left = end - System.nanoTime();
      if (left <= 0 || reserves.stream().anyMatch(Reserve::isGivenUp)) {
        return false;
      }
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }

  /** Those that wait now, and those that are getting warm. */
  public synchronized List<Waiting> waiting() {
    List<Waiting> all = new ArrayList<>();
    for (Reserve reserve : reserves) {
      reserve.idle().forEach(jvm -> all.add(new Waiting(jvm, WorkerJvm.shown(reserve.chosen))));
    }
    return all;
  }

  /** Ends all of them, and waits until they have ended; none is started from here on. */
  @Override
  public void close() {
    List<IdleJvm> all = new ArrayList<>();
    synchronized (this) {
      closed = true;
      used = false;
      if (loop != null) {
        loop.shutdownNow();
      }
      reserves.forEach(reserve -> all.addAll(reserve.idle()));
      reserves.clear();
      notifyAll();
    }
    all.forEach(IdleJvm::kill);
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(END_MILLIS);
    for (IdleJvm jvm : all) {
      try {
        jvm.exit().get(Math.max(deadline - System.nanoTime(), 0), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // they have been killed, and end without us
        return;
      } catch (ExecutionException | TimeoutException e) {
        // The system will end it.
      }
    }
  }

  /** To be called with the lock. */
  private void refillAfter(long nanos) {
    if (closed) {
      return;
    }
    ScheduledThreadPoolExecutor known = loop;
    if (known == null) {
      known =
          new ScheduledThreadPoolExecutor(
              1, StandbyPool::thread, new ThreadPoolExecutor.DiscardPolicy());
      loop = known;
    }
    known.schedule(this::refill, nanos, TimeUnit.NANOSECONDS);
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "zproc-standby");
    thread.setDaemon(true);
    return thread;
  }

  private void refill() {
    Reserve reserve;
    ParentJvm here;
    List<String> expected;
    synchronized (this) {
      reserve = closed || starting ? null : next();
      if (reserve == null) {
        return;
      }
      here = host != null ? host : ParentJvm.current();
      host = here;
      expected = reserve.expected();
      starting = true; // nothing may fail from here on that would leave it so
    }
    IdleJvm started = null;
    try {
      started = IdleJvm.start(reserve.worker, name, reserve.inheritsOut, here, sessions, expected);
      hold(reserve, started);
    } catch (Throwable e) { // such as a thread that the system refuses
      if (started != null) {
        started.kill();
      }
      failed(reserve, started, String.valueOf(e.getMessage()));
    }
  }

  /** The first reserve that may have another now; if later, it is seen to then. */
  private @Nullable Reserve next() {
    long now = System.nanoTime();
    long wait = Long.MAX_VALUE;
    for (Reserve reserve : reserves) {
      if (reserve.isShort()) {
        long quiet =
            now - shortSince < LONGEST_QUIET_NANOS ? lastChild + QUIET_NANOS - now : Long.MIN_VALUE;
        long left = Math.max(reserve.notBefore() - now, quiet);
        if (left <= 0) {
          return reserve;
        }
        wait = Math.min(wait, left);
      }
    }
    if (wait < Long.MAX_VALUE) {
      refillAfter(wait);
    }
    return null;
  }

  private void hold(Reserve reserve, IdleJvm jvm) {
    synchronized (this) {
      if (closed || reserve.idle().size() >= reserve.wanted()) {
        starting = false;
        jvm.kill();
        return;
      }
      reserve.add(jvm);
      Objects.requireNonNull(loop)
          .schedule(() -> endUnlessReady(jvm), WARMING.toMillis(), TimeUnit.MILLISECONDS);
    }
    Thread thread = new Thread(null, () -> warm(reserve, jvm), "zproc-warming", 256 << 10);
    thread.setDaemon(true);
    thread.start();
  }

  private static void endUnlessReady(IdleJvm jvm) {
    if (!jvm.isReady()) {
      jvm.kill();
    }
  }

  private void warm(Reserve reserve, IdleJvm jvm) {
    if (!jvm.awaitReady()) {
      failed(reserve, jvm, jvm.stderr());
      return;
    }
    synchronized (this) {
      starting = false;
      reserve.warm();
      notifyAll();
      refillAfter(0);
    }
    jvm.exit().thenRun(() -> over(reserve, jvm));
    jvm.passOn();
  }

  private synchronized void over(Reserve reserve, IdleJvm jvm) {
    if (reserve.died(jvm, System.nanoTime())) {
      refillAfter(0);
    }
  }

  private void failed(Reserve reserve, @Nullable IdleJvm jvm, String why) {
    boolean last;
    synchronized (this) {
      starting = false;
      last = !closed && reserve.failed(jvm, System.nanoTime());
      notifyAll();
      refillAfter(0);
    }
    if (last) {
      warn(reserve, why);
    }
  }

  private static void warn(Reserve reserve, String why) {
    try {
      System.getLogger(StandbyPool.class.getName())
          .log(
              Level.WARNING,
              "No JVM ("
                  + WorkerJvm.shown(reserve.chosen)
                  + ") could be kept on standby: "
                  + Reserve.LAST_FAILURE
                  + " have ended before they were ready. No other is tried until standby is asked"
                  + " for again; children start as they do without. "
                  + (why.isEmpty() ? "They have said nothing." : "The last said: " + why));
    } catch (Throwable e) {
      // The log is the user's, and may fail as anything of theirs.
    }
  }
}

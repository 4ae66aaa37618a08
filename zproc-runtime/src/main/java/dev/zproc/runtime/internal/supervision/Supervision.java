package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.process.IdleJvm;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.process.StopSequence;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The children of one context, and the one thread that starts, watches and ends them all.
 *
 * <p>Threads: safe for use by many threads. What happens to children happens in the thread {@code
 * zproc-supervisor}, a daemon that begins with the first of them; but a call is handed to a JVM on
 * standby by the thread that waits for that, in the place of the loop, which does nothing then.
 */
public final class Supervision implements AutoCloseable {

  final EngineSession session;
  final IdleJvm.Source standby;
  final ParentJvm host;
  final ScheduledThreadPoolExecutor loop;

  /** The children that are being started. */
  private final Set<Supervisor> starting = ConcurrentHashMap.newKeySet();

  /** Who is to hear what a session says; owned by the loop. */
  private final Map<Long, Supervisor> bySession = new HashMap<>();

  /** Held by whoever does something about the children: the loop, or a thread in its place. */
  final ReentrantLock turn = new ReentrantLock();

  // Guarded by the turn.
  private boolean isLoop = true;
  private final Queue<ChildEvent> untold = new ArrayDeque<>();

  private final Consumer<ChildEvent> events;
  private final Consumer<Throwable> fault;

  /** Whether the server is gone, so that whatever ends from here on ends of that. */
  volatile boolean serverGone;

  /**
   * Makes the supervision of one context.
   *
   * @param session makes the children's sessions, and speaks with them
   * @param standby where a child may find a JVM that waits for it
   * @param host what starts the children
   * @param events takes what happens to each child, as it happens: one at a time, by the thread
   *     {@code zproc-supervisor}, which it must not hold up
   * @param fault told what the thread has died of, or has found no memory for; returns at once, if
   *     at all
   */
  public Supervision(
      EngineSession session,
      IdleJvm.Source standby,
      ParentJvm host,
      Consumer<ChildEvent> events,
      Consumer<Throwable> fault) {
    this.session = session;
    this.standby = standby;
    this.host = host;
    this.events = events;
    this.fault = fault;
    this.loop =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "zproc-supervisor");
              thread.setDaemon(true);
              thread.setUncaughtExceptionHandler((dead, thrown) -> fault.accept(thrown));
              return thread;
            },
            new ThreadPoolExecutor.DiscardPolicy());
    loop.setRemoveOnCancelPolicy(true);
  }

  /**
   * Starts a child. The future is complete when its first process is forked, or could not be, which
   * the child itself then tells; it fails if the server makes no session for it.
   */
  public CompletableFuture<Supervisor> start(LaunchSpec spec) {
    Start start = begin(spec);
    start.leaveToLoop();
    return start.child().begun().thenApply(started -> start.child());
  }

  /** Starts a child that the caller waits for; returns without having waited. */
  public Start begin(LaunchSpec spec) {
    beginLoop();
    Supervisor child = new Supervisor(this, spec, GroupLink.NONE);
    starting.add(child);
    child.begun().whenComplete((done, failure) -> starting.remove(child));
    Start start = new Start(this, child, spec.name());
    if (loop.isShutdown()) {
      endStarts();
    }
    return start;
  }

  /** Makes a group, none of whose children is started before {@link GroupSupervisor#begin}. */
  public GroupSupervisor group(GroupPlan plan, List<MemberSpec> members) {
    beginLoop();
    return new GroupSupervisor(this, plan, members);
  }

  /**
   * Where the system refuses the thread, this throws before anything is queued: a later spawn would
   * carry it out, for nobody.
   */
  private void beginLoop() {
    loop.prestartCoreThread();
  }

  /** To be called with what a child says, in the order in which it does. */
  public void said(long session, byte word, Bytes payload) {
    hear(
        () -> {
          Supervisor supervisor = bySession.get(session);
          if (supervisor != null) {
            supervisor.said(session, word, payload);
          }
        });
  }

  /** To be called when a child has left its outcome. */
  public void outcome(long session, Bytes outcome) {
    hear(
        () -> {
          Supervisor supervisor = bySession.get(session);
          if (supervisor != null) {
            supervisor.outcome(session, outcome);
          }
        });
  }

  /**
   * Tells the process of {@code child} something.
   *
   * @param none called if it has none; in the thread that does things about children
   */
  public void tell(Supervisor child, byte kind, Bytes payload, Runnable none) {
    hear(
        () -> {
          for (Map.Entry<Long, Supervisor> each : bySession.entrySet()) {
            if (each.getValue() == child) {
              session.tell(each.getKey(), kind, payload);
              return;
            }
          }
          none.run();
        });
  }

  private void hear(Runnable word) {
    inLoop(() -> noted(word, "A bug in zproc lost what a child has said"));
  }

  /** Does it, and lets it be known if that throws, of which nobody else would hear. */
  private void noted(Runnable action, String bug) {
    try {
      action.run();
    } catch (Throwable e) {
      if (StartFailure.isFullHeap(e)) {
        fault.accept(e);
        return;
      }
      warn(bug, e);
    }
  }

  /** From here on whatever ends ends of that, unless it has told another reason. */
  public void serverGone() {
    serverGone = true;
  }

  /** Ends the thread; no child may be left. Starts that have not come so far fail. */
  @Override
  public void close() {
    loop.shutdownNow();
    endStarts();
  }

  /** The loop, which would have told who waits for them, does nothing any more. */
  private void endStarts() {
    for (Supervisor child : starting) {
      child
          .begun()
          .completeExceptionally(new EngineException.Closed("the context is closed", true));
      killNow(child);
    }
  }

  /**
   * Kills the process of {@code child}, if it has one, and all that this has started, in this
   * thread: for when the loop does nothing any more, or is held up.
   */
  public void killNow(Supervisor child) {
    Attempt current = child.attempt;
    if (current != null) {
      StopSequence now = new StopSequence(current.process, this::later); // as its own is the loop's
      noted(now::kill, "A process could not be killed");
    }
  }

  /**
   * Does something about the child or group {@code name} in the loop.
   *
   * @param onBug called if that throws
   */
  void execute(Runnable action, String name, Runnable onBug) {
    inLoop(() -> guarded(action, name, onBug));
  }

  /** The same in this thread, which has the turn, so that the loop does nothing. */
  void inPlaceOfLoop(Runnable action, String name, Runnable onBug) {
    isLoop = false;
    try {
      guarded(action, name, onBug);
    } finally {
      isLoop = true;
      if (!untold.isEmpty()) {
        inLoop(() -> {});
      }
    }
  }

  private void inLoop(Runnable action) {
    loop.execute(() -> takeTurn(action));
  }

  private void takeTurn(Runnable action) {
    turn.lock();
    try {
      for (ChildEvent event = untold.poll(); event != null; event = untold.poll()) {
        pass(event);
      }
      action.run();
    } finally {
      turn.unlock();
    }
  }

  /** Does it in this thread, and takes note of what it throws. */
  void guarded(Runnable action, String name, Runnable onBug) {
    try {
      action.run();
    } catch (Throwable e) {
      if (StartFailure.isFullHeap(e)) {
        fault.accept(e); // no bug, and it concerns more than one child
        return;
      }
      try {
        onBug.run();
      } finally {
        String lost = "lost its hold of '" + name + "'";
        warn(
            StartFailure.isNoThread(e)
                ? "zproc " + lost + ", since " + StartFailure.reason(e)
                : "A bug in zproc " + lost,
            e);
      }
    }
  }

  /** Whether this thread does something about the children now, as where it tells of events. */
  public boolean isThisThread() {
    return turn.isHeldByCurrentThread();
  }

  /** Tells what has happened, in the loop, before anything that happens after it. */
  void tell(ChildEvent event) {
    if (isLoop) {
      pass(event);
    } else {
      untold.add(event);
    }
  }

  private void pass(ChildEvent event) {
    try {
      events.accept(event);
    } catch (Throwable thrown) {
      warn("A listener of supervision threw an exception", thrown);
    }
  }

  /** Does something in the loop after {@code delay}; nothing if it is closed by then. */
  public Future<?> later(Duration delay, Runnable action) {
    Runnable told = () -> noted(action, "A bug in zproc lost what was to be done after a time");
    return loop.schedule(() -> takeTurn(told), Durations.nanos(delay), TimeUnit.NANOSECONDS);
  }

  /** Tells of what no caller can be told of, such as a bug. */
  static void warn(String message, Throwable thrown) {
    try {
      System.getLogger(Supervision.class.getName()).log(Level.WARNING, message, thrown);
    } catch (Throwable e) {
      // The log is the user's, and may fail as anything of theirs; children are worth more than it.
    }
  }

  /** A process of {@code supervisor} is there, which has this session; maybe too late. */
  void hears(long session, Supervisor supervisor) {
    bySession.put(session, supervisor);
    if (loop.isShutdown()) {
      killNow(supervisor);
    }
  }

  void hearsNoMore(long session) {
    bySession.remove(session);
  }
}

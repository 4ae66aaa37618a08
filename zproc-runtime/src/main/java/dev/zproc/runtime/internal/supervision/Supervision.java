package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.process.Host;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The children of one context, and the one thread that starts, watches and ends them all.
 *
 * <p>Threads: safe for use by many threads. What happens to children happens in the thread {@code
 * zproc-supervisor}, a daemon that begins with the first of them.
 */
public final class Supervision implements AutoCloseable {

  final EngineSession session;
  final Host host = Host.current();
  final ScheduledThreadPoolExecutor loop;

  /** Who is to hear what a session says; owned by the loop. */
  private final Map<Long, Supervisor> bySession = new HashMap<>();

  private final Consumer<ChildEvent> events;

  /**
   * Makes the supervision of one context.
   *
   * @param session makes the children's sessions, and speaks with them
   * @param events takes what happens to each child, as it happens: one at a time, by the thread
   *     {@code zproc-supervisor}, which it must not hold up
   */
  public Supervision(EngineSession session, Consumer<ChildEvent> events) {
    this.session = session;
    this.events = events;
    this.loop =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "zproc-supervisor");
              thread.setDaemon(true);
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
    Supervisor supervisor = new Supervisor(this, spec, GroupLink.NONE);
    return supervisor.start().thenApply(started -> supervisor);
  }

  /** Makes a group, none of whose children is started before {@link GroupSupervisor#begin}. */
  public GroupSupervisor group(GroupPlan plan, List<MemberSpec> members) {
    return new GroupSupervisor(this, plan, members);
  }

  /** To be called with what a child says, in the order in which it does. */
  public void said(long session, byte word, Bytes payload) {
    loop.execute(
        () -> {
          Supervisor supervisor = bySession.get(session);
          if (supervisor != null) {
            supervisor.said(session, word, payload);
          }
        });
  }

  /** To be called when a child has left its outcome. */
  public void outcome(long session, Bytes outcome) {
    loop.execute(
        () -> {
          Supervisor supervisor = bySession.get(session);
          if (supervisor != null) {
            supervisor.outcome(session, outcome);
          }
        });
  }

  /** Ends the thread; no child may be left. */
  @Override
  public void close() {
    loop.shutdownNow();
  }

  /**
   * Does something about the child or group {@code name} in the loop.
   *
   * @param onBug called if that throws
   */
  void execute(Runnable action, String name, Runnable onBug) {
    loop.execute(
        () -> {
          try {
            action.run();
          } catch (Throwable e) {
            onBug.run();
            warn("A bug in zproc lost its hold of '" + name + "'", e);
          }
        });
  }

  /** Tells what has happened; in the loop only. */
  void tell(ChildEvent event) {
    try {
      events.accept(event);
    } catch (RuntimeException thrown) {
      warn("A listener of supervision threw an exception", thrown);
    }
  }

  /** Does something in the loop after {@code delay}. */
  Future<?> later(Duration delay, Runnable action) {
    return loop.schedule(action, delay.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** Tells of a bug, which no caller can be told of. */
  static void warn(String message, Throwable thrown) {
    System.getLogger(Supervision.class.getName()).log(Level.WARNING, message, thrown);
  }

  void hears(long session, Supervisor supervisor) {
    bySession.put(session, supervisor);
  }

  void hearsNoMore(long session) {
    bySession.remove(session);
  }
}

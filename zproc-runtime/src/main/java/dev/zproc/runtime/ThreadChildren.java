package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.child.ChildContext;
import dev.zproc.runtime.internal.child.ChildMain;
import dev.zproc.runtime.internal.child.StopWord;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.Link;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.process.ThreadMain;
import dev.zproc.runtime.internal.wait.Schedule;
import dev.zproc.runtime.internal.wire.Secret;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The children of a context, and theirs, that are threads of this JVM: each with a link and a
 * session of its own, as in a process.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ThreadChildren implements ThreadMain, AutoCloseable {

  private final @Nullable Schedule schedule;

  private ThreadChildren(@Nullable Schedule schedule) {
    this.schedule = schedule;
  }

  /** Those of a context that is opened by this thread. */
  static ThreadChildren of(ChildThreads how, EngineSession session) {
    Long seed = how.seed();
    return new ThreadChildren(
        seed == null ? null : Schedule.begin(seed, () -> session.ping().join()));
  }

  /** Starts children as threads, or as processes without {@code threads}. */
  static ParentJvm host(@Nullable ThreadChildren threads) {
    return ParentJvm.current().withThreads(threads);
  }

  @Override
  public Life begin(String name) {
    return new InThread(schedule == null ? null : schedule.add());
  }

  /** From here on nobody waits for a turn. */
  @Override
  public void close() {
    if (schedule != null) {
      schedule.close();
    }
  }

  private final class InThread implements Life, ChildContext.Factory {

    private final Schedule.@Nullable Turns turns;

    // Guarded by this.
    private @Nullable ZProc context;
    private boolean abandoned;

    InThread(Schedule.@Nullable Turns turns) {
      this.turns = turns;
    }

    @Override
    public int run(BootFrame frame) {
      try {
        return ChildMain.inThread(
            WorkerCalls.load(frame.entry()), frame, LibraryRelease.name(), this);
      } catch (ReflectiveOperationException e) {
        System.getLogger(ZProc.class.getName())
            .log(Level.WARNING, "'" + frame.name() + "' could not start", e);
        return ExitCodes.REFUSED;
      } finally {
        over();
      }
    }

    private void over() {
      if (turns != null) {
        turns.over();
      }
    }

    @Override
    public ChildContext open(BootFrame frame, StopWord stop, Consumer<Throwable> ends) {
      Consumer<Throwable> fault = // ends no process: this one is not the child's own
          thrown ->
              System.getLogger(ZProc.class.getName())
                  .log(Level.ERROR, "a thread of the link of '" + frame.name() + "' died", thrown);
      EngineSession opened =
          new EngineSession(
              Link.connect(
                  LinkOptions.to(frame.endpoint(), frame.session(), Secret.of(frame.secret())),
                  fault));
      ZProc made = ZProc.ofChild(opened, stop, fault);
      made.children.areThreads(ThreadChildren.this);
      if (turns != null) {
        turns.bind(() -> opened.ping().join());
      }
      if (!isKept(made)) {
        made.close();
        opened.close();
        throw new EngineException.Closed("it was killed while it started", true);
      }
      return Bootstrap.contextOf(opened, made);
    }

    private synchronized boolean isKept(ZProc made) {
      context = made;
      return !abandoned;
    }

    @Override
    public void abandoned() {
      ZProc opened;
      synchronized (this) {
        abandoned = true;
        opened = context;
      }
      if (opened != null) {
        opened.children.abandon(); // as a process that is killed takes its own with it
        opened.session.close(); // whatever it does from here on with the state fails
      }
      over();
    }
  }
}

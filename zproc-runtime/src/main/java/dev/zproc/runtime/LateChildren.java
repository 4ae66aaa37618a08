package dev.zproc.runtime;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.ServerGoneException;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.process.ParentJvm;
import dev.zproc.runtime.internal.supervision.Supervision;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The children of a context, with all that it takes to have any: in the root there from the
 * beginning; in a child, most of which never spawn, not before it spawns.
 *
 * <p>Threads: safe for use by many threads.
 */
final class LateChildren {

  private final ZProc context;
  private final EngineSession session;
  private final ChildEvents events;
  private final Consumer<Throwable> fault;
  private final boolean isRoot;

  // Guarded by this, where they are made.
  private volatile @Nullable ZProcOptions options;
  private volatile @Nullable Children made;
  private volatile @Nullable Supervision supervision;
  private volatile @Nullable Standbys standbys;
  private volatile @Nullable RootStop rootStop;
  private @Nullable Swarms swarms;
  private @Nullable ThreadChildren threads;
  private @Nullable ToolDesk tools;
  private boolean closed;

  /**
   * Makes the children of {@code context}.
   *
   * @param options those that the root was opened with; null in a child
   */
  LateChildren(
      ZProc context,
      EngineSession session,
      ChildEvents events,
      Consumer<Throwable> fault,
      @Nullable ZProcOptions options) {
    this.context = context;
    this.session = session;
    this.events = events;
    this.fault = fault;
    this.options = options;
    this.isRoot = options != null;
    if (options != null) {
      made();
    }
  }

  /** What children are spawned with unless they are told otherwise. */
  ZProcOptions options() {
    ZProcOptions known = options;
    if (known == null) {
      synchronized (this) {
        known = options != null ? options : new ZProcOptions();
        options = known;
      }
    }
    return known;
  }

  /** The children; makes what it takes to have any. */
  Children made() {
    Children children = made;
    return children != null ? children : make();
  }

  private synchronized Children make() {
    Children children = made;
    if (children == null) {
      ThreadChildren inThreads = threads();
      ParentJvm host = ThreadChildren.host(inThreads);
      Standbys kept = new Standbys(options(), session, inThreads != null);
      Supervision parts = new Supervision(session, kept.source(), host, events, fault);
      RootStop stop =
          new RootStop(
              session, isRoot, RootStop::inThread, again -> parts.later(RootStop.PAUSE, again));
      children = new Children(parts, failure -> stop.failed(context, failure));
      if (closed) {
        kept.close();
        children.close(options().stopTimeout());
      }
      standbys = kept;
      rootStop = stop;
      supervision = parts;
      made = children;
    }
    return children;
  }

  /** From here on they are threads, because this child is one. */
  synchronized void areThreads(ThreadChildren those) {
    threads = those;
  }

  /** Whether they are threads of this process. */
  synchronized boolean areThreads() {
    return threads != null || options().threads != null;
  }

  /** What runs them as threads; null if they are processes. */
  private @Nullable ThreadChildren threads() {
    ChildThreads how = options().threads;
    if (threads == null && how != null) {
      threads = ThreadChildren.of(how, session);
    }
    return threads;
  }

  /** What hears the children; null as long as there are none to be heard. */
  @Nullable Supervision supervision() {
    return supervision;
  }

  /** What tools ask; made for the first that does. */
  synchronized ToolDesk tools() {
    ToolDesk made = tools;
    if (made == null) {
      ValueTeller values = new ValueTeller(session, context.spaces());
      made = new ToolDesk(session, this, events, values, isRoot);
      tools = made;
    }
    return made;
  }

  /** Where a failure goes for which the root must stop, of a child of this process or below. */
  void heardRootStop(Bytes failure) {
    made(); // it is: somebody has spawned the child that says so
    Objects.requireNonNull(rootStop).heard(context, failure);
  }

  /** The JVMs that wait for calls; makes what it takes to have any. */
  Standbys standbys() {
    made();
    return Objects.requireNonNull(standbys);
  }

  /**
   * The swarms; makes what it takes to have any. There are none once the context is closed: nothing
   * starts workers any more or says that it does not, so that a swarm would wait for them for ever.
   *
   * @throws ContextClosedException if it is, which the caller may have found open a moment ago
   */
  synchronized Swarms swarms() {
    if (closed) {
      throw new ContextClosedException("the context is closed; no swarm can be opened");
    }
    made();
    if (threads != null) {
      throw new UnsupportedOperationException(
          "a swarm needs processes, which its workers are, and the children of this context are"
              + " threads; leave out threads(…) where it is opened");
    }
    Swarms known = swarms;
    if (known == null) {
      known = new Swarms(Objects.requireNonNull(supervision), options(), session);
      swarms = known;
    }
    return known;
  }

  /** Those swarms that are open. */
  List<Swarm> openSwarms() {
    Swarms known;
    synchronized (this) {
      known = swarms;
    }
    return known == null ? List.of() : known.all();
  }

  /** The state server has failed: whatever ends from here on ends of that. */
  void serverFailing(String why) {
    made().serverFailing(why);
  }

  /**
   * Those who waited for the server have been told; now those who wait for children. These end of
   * it, and workers.
   */
  void serverFailed() {
    Swarms known;
    synchronized (this) {
      known = swarms;
    }
    if (known != null) {
      known.abandon();
    }
    made().serverFailed();
    standbys().close();
    events.close();
  }

  /** Begins with the JVMs on standby that the context was opened with; closes it if it cannot. */
  void begin() {
    try {
      standbys().begin();
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** Those that wait for calls now. */
  List<Standby> onStandby() {
    Standbys kept = standbys;
    return kept == null ? List.of() : kept.all();
  }

  /** Those that are alive. */
  List<Child<?>> alive() {
    Children children = made;
    return children == null ? List.of() : children.alive();
  }

  /** Throws if the state server has failed, and that is known here, or the context is closed. */
  void ensureOpen(boolean isClosed) {
    Children children = made;
    String why = children == null ? null : children.whyServerIsGone();
    if (why != null) {
      throw new ServerGoneException(why);
    }
    if (isClosed) {
      throw new ContextClosedException("the context is closed");
    }
  }

  /** Throws if this thread cannot close the context, since it would wait for itself. */
  void checkClose() {
    Children children = made;
    if (children != null) {
      children.checkWait("close the context");
    }
  }

  /** Stops all, and lets none be started from here on. */
  void close() {
    Children children;
    Standbys kept;
    Swarms open;
    ThreadChildren inThreads;
    ToolDesk desk;
    synchronized (this) {
      closed = true;
      children = made;
      desk = tools;
      kept = standbys;
      open = swarms;
      inThreads = threads;
    }
    if (inThreads != null && isRoot) {
      inThreads.close();
    }
    if (open != null) {
      open.close();
    }
    if (kept != null) {
      kept.close();
    }
    if (children != null) {
      children.close(options().stopTimeout());
    }
    if (desk != null) {
      desk.close();
    }
  }

  /** The child that has these was killed: kills them, and lets none be started; does not wait. */
  void abandon() {
    Children children;
    synchronized (this) {
      closed = true;
      children = made;
    }
    if (children != null) {
      children.abandon();
    }
  }

  /** The program itself has closed the context, which may have been too early. */
  void closedByProgram() {
    Children children = made;
    if (children != null) {
      children.closedByProgram();
    }
  }
}

package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.store.WatchKey;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.Role;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The beginning and the end of child sessions, and what is said between parents and children.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class ChildSessions {

  private final Store store;
  private final Commits commits;
  private final Sessions sessions;
  private final Deliverer deliverer;
  private final LongSupplier clock;
  private final Consumer<Session> farewell;
  private final int maxDepth;

  private long heldBytes;

  /** Those that have made a request, but whose watches have not caught up since. */
  private final Set<Session> settling = new HashSet<>();

  /**
   * Makes an object for the child sessions of one server.
   *
   * @param farewell takes the connection of a session that has ended down
   * @param maxDepth how many generations of children there may be
   */
  ChildSessions(
      Store store,
      Commits commits,
      Sessions sessions,
      Deliverer deliverer,
      LongSupplier clock,
      Consumer<Session> farewell,
      int maxDepth) {
    this.store = store;
    this.commits = commits;
    this.sessions = sessions;
    this.deliverer = deliverer;
    this.clock = clock;
    this.farewell = farewell;
    this.maxDepth = maxDepth;
  }

  /** Makes a session that waits for its birth: it holds nothing, and may do nothing. */
  Session reserve(Session parent) {
    check(parent, "a process on standby");
    return sessions.addChild(parent, "", 0);
  }

  /** Makes a session and its birth. */
  Session bear(Session parent, BirthSpec spec) {
    check(parent, spec.name());
    Session child = sessions.addChild(parent, spec.name(), 0);
    try {
      beBorn(child, spec);
    } catch (EngineException refused) {
      sessions.remove(child);
      throw refused;
    }
    return child;
  }

  /** Gives a session its birth that was made without. */
  Session bear(Session parent, Request.BearReserved bear) {
    Session child = sessions.find(bear.session());
    if (child == null || child.parent != parent || child.isBorn()) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST,
          "session " + bear.session() + " is none that waits for its birth");
    }
    beBorn(child, bear.spec());
    if (!bear.spec().name().isEmpty()) {
      child.name = bear.spec().name();
    }
    return child;
  }

  private void check(Session parent, String name) {
    sessions.checkRoom();
    if (parent.depth() >= maxDepth) {
      throw new EngineException.Rejected(
          "'"
              + name
              + "' would be a child in generation "
              + (parent.depth() + 1)
              + " below the root, which may have "
              + maxDepth
              + " (maxDepth); see whether each child spawns another without end: "
              + parent.path());
    }
  }

  private void beBorn(Session child, BirthSpec spec) {
    long revision = store.revision();
    store.pin(child.id, revision);
    ConditionSpec condition = spec.condition();
    if (condition != null) {
      try {
        await(child, condition.at(revision, spec.skipOwn() ? child.id : 0));
      } catch (EngineException refused) {
        child.birthWait = null;
        store.unpin(child.id);
        throw refused;
      }
    }
    child.birth = revision;
    child.pinned = true;
  }

  private void await(Session child, ConditionSpec spec) {
    BirthWait wait = new BirthWait(spec, clock.getAsLong());
    child.birthWait = wait;
    store.await(key(child), spec, wait.firstCredit());
  }

  /**
   * Makes a session ready for another process of the child, which goes on with the wait that it was
   * born with.
   */
  Session resume(Session parent, Request.Resume resume) {
    Session child = descendant(parent, resume.child());
    if (child == null || !child.isBorn()) {
      String why = child == null ? " has ended" : " was never born";
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST, "session " + resume.child() + why);
    }
    endChildren(child);
    farewell.accept(child);
    child.kept.clear();
    keep(child, null);
    dropTasks(child);
    child.birth = store.revision();
    settling.remove(child);
    pin(child, resume.from());
    BirthWait wait = child.birthWait;
    if (wait != null) {
      rewind(child, wait, resume.repeat());
    }
    return child;
  }

  private void pin(Session child, long from) {
    child.pinned = true;
    try {
      store.pin(child.id, from == 0 || from > child.birth ? child.birth : from);
    } catch (EngineException.Gone gone) {
      store.pin(child.id, child.birth); // the child will find out what it has missed
    }
  }

  private void rewind(Session child, BirthWait wait, boolean repeat) {
    Match unfinished = wait.restart(repeat);
    if (!wait.spec.live()) {
      if (unfinished != null) {
        wait.repeat(unfinished);
      }
      return;
    }
    // What is live is looked at when the new process asks, and not before.
    store.withdrawCredit(key(child));
    if (unfinished != null) {
      store.cancel(key(child));
      wait.reopen();
      long before = Math.max(unfinished.revision() - 1, 1);
      store.await(key(child), wait.spec.at(before, wait.spec.skipOrigin()), 0);
    }
  }

  private static WatchKey key(Session child) {
    return new WatchKey(child.id, BirthWait.ID);
  }

  /**
   * The session has made a request of the state: what has been kept for it since its birth can go,
   * as soon as the watches that it may have opened there have caught up.
   */
  void settle(Session session) {
    if (session.pinned) {
      if (session.isCatchingUp()) {
        settling.add(session);
      } else {
        session.pinned = false;
        settling.remove(session);
        store.unpin(session.id);
      }
    }
  }

  /** Looks again at the sessions that were catching up. */
  void settle() {
    if (!settling.isEmpty()) {
      new ArrayList<>(settling).forEach(this::settle);
    }
  }

  void allow(Session session, long total) {
    BirthWait wait = session.birthWait;
    if (wait != null) {
      long more = wait.allow(total);
      if (more > 0) {
        store.credit(key(session), more);
      }
      deliverer.deliverBirth(session);
    }
  }

  void begun(Session session) {
    if (session.birthWait != null) {
      session.birthWait.begun();
    }
  }

  void cancel(Session session) {
    if (session.birthWait != null) {
      session.birthWait.cancel();
      store.cancel(key(session));
    }
  }

  void note(Session session, byte kind, Bytes payload) {
    Session parent = session.parent;
    if (parent == null) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST, "session " + session.id + " has no parent to tell");
    }
    push(parent, new Push.FromChild(session.id, kind, payload));
  }

  /** About how many bytes of outcomes are kept until their parents have reaped the processes. */
  long heldBytes() {
    return heldBytes;
  }

  private void keep(Session session, @Nullable Bytes outcome) {
    Bytes before = session.outcome;
    session.outcome = outcome;
    heldBytes += (outcome == null ? 0 : outcome.size()) - (before == null ? 0 : before.size());
  }

  void outcome(Session session, Bytes payload) {
    keep(session, payload);
    Session parent = session.parent;
    // A parent with too much unread takes it when it has reaped the process.
    if (parent != null && parent.kept.hasRoom()) {
      parent.pushKept(new Push.ChildOutcome(session.id, payload));
    }
  }

  void tell(Session session, Request.Tell tell) {
    Session child = descendant(session, tell.child());
    if (child == null) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST, "session " + tell.child() + " has ended");
    }
    push(child, new Push.FromParent(tell.kind(), tell.payload()));
  }

  private static void push(Session to, Push push) {
    if (!to.kept.hasRoom()) {
      throw new EngineException.Rejected(
          "session "
              + to.id
              + " has "
              + KeptPushes.MAX_COUNT
              + " unread messages, or "
              + to.kept.maxBytes()
              + " bytes of them, or all sessions have as much as may wait for those who do not read"
              + " (maxOutboundBytes), and it takes no more until it reads");
    }
    to.pushKept(push);
  }

  /**
   * Returns a session below {@code session}, or null if there is none with this number any more.
   *
   * @throws EngineException.Rejected if it is somebody else's
   */
  @Nullable Session descendant(Session session, long id) {
    Session found = sessions.find(id);
    if (found != null && !session.isAncestorOf(found) && !isOperated(session, found)) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST,
          "session " + id + " is no child of session " + session.id);
    }
    return found;
  }

  /** Which one may say a word to, and no more: see {@link Rights}. */
  private static boolean isOperated(Session session, Session other) {
    return session.role == Role.OPERATOR && other.parent != null;
  }

  void release(Session session, long id) {
    if (id == session.id && session.role.isGuest()) {
      end(session);
      return;
    }
    Session child = descendant(session, id);
    if (child != null) {
      end(child);
    }
  }

  private void endChildren(Session session) {
    for (Long child : new ArrayList<>(session.children)) {
      Session found = sessions.find(child);
      if (found != null) {
        end(found);
      }
    }
  }

  /** Ends a session and those below it. */
  void end(Session session) {
    endChildren(session);
    store.cancelSession(session.id);
    store.unpin(session.id);
    settling.remove(session);
    session.forgetWatches();
    session.birthWait = null;
    session.kept.clear();
    keep(session, null);
    sessions.remove(session);
    farewell.accept(session);
    dropTasks(session);
  }

  /** Nobody waits for tasks whose swarm has ended with its process. */
  private void dropTasks(Session session) {
    dropTasks(session.id, Keys.tasksOf(session.id));
  }

  /** The state is that of another root, whose swarms have ended with it. */
  void dropTasksOfAll() {
    dropTasks(Sessions.ROOT, Keys.tasks(""));
  }

  private void dropTasks(long session, KeyRange range) {
    commits.after(session, () -> Refusals.orLater(() -> drop(session, range)));
  }

  private @Nullable Reply drop(long session, KeyRange range) {
    if (!store.range(range, 0).entries().isEmpty()) {
      Operation drop = new Operation.DeleteRange(range);
      commits.make(session, Commit.of(Commit.Results.NONE, drop), told -> {});
    }
    return null;
  }
}

package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.EngineException;
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
import java.util.List;
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
  final KeptSessions kept;
  private final LeftTasks tasks;
  private final Sessions sessions;
  private final Deliverer deliverer;
  private final LongSupplier clock;
  private final Consumer<Session> farewell;
  private final int maxDepth;

  private static final Reply DONE = new Reply.Done();

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
      KeptSessions kept,
      Sessions sessions,
      Deliverer deliverer,
      LongSupplier clock,
      Consumer<Session> farewell,
      int maxDepth) {
    this.store = store;
    this.kept = kept;
    this.tasks = new LeftTasks(store, commits);
    this.sessions = sessions;
    this.deliverer = deliverer;
    this.clock = clock;
    this.farewell = farewell;
    this.maxDepth = maxDepth;
  }

  /** Makes a session that waits for its birth: it holds nothing, and may do nothing. */
  @Nullable Reply reserve(Session parent, Turns.Answer later) {
    check(parent, "a process on standby");
    return born(parent, sessions.addChild(parent, "", 0), later);
  }

  private @Nullable Reply born(Session parent, Session child, Turns.Answer later) {
    Reply born = new Reply.Born(child.id, child.birth);
    return kept.keep(parent, kept.birth(child), born, later, () -> {}, () -> end(child));
  }

  /** Makes a session and its birth. */
  @Nullable Reply bear(Session parent, BirthSpec spec, Turns.Answer later) {
    check(parent, spec.name());
    Session child = sessions.addChild(parent, spec.name(), 0);
    try {
      beBorn(child, spec);
    } catch (EngineException refused) {
      sessions.remove(child);
      throw refused;
    }
    return born(parent, child, later);
  }

  /** Gives a session its birth that was made without. */
  @Nullable Reply bear(Session parent, Request.BearReserved bear, Turns.Answer later) {
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
    Reply born = new Reply.Born(child.id, child.birth);
    return kept.keep(parent, kept.record(child), born, later, () -> {}, () -> unbear(child));
  }

  private void unbear(Session child) {
    store.cancel(key(child));
    store.unpin(child.id);
    child.birthWait = null;
    child.pinned = false;
    child.birth = 0;
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
    child.from = revision;
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
  @Nullable Reply resume(Session parent, Request.Resume resume, Turns.Answer later) {
    Session child = descendant(parent, resume.child());
    if (child == null || !child.isBorn()) {
      String why = child == null ? " has ended" : " was never born";
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST, "session " + resume.child() + why);
    }
    endChildren(child);
    farewell.accept(child);
    child.kept.clear();
    child.postponed.clear();
    child.process++;
    keep(child, null);
    tasks.drop(child);
    child.birth = store.revision();
    settling.remove(child);
    pin(child, resume.from());
    BirthWait wait = child.birthWait;
    if (wait != null) {
      rewind(child, wait, resume.repeat());
    }
    List<Operation> changes = kept.takeLeft();
    changes.addAll(kept.clear(child));
    changes.addAll(kept.record(child));
    Reply born = new Reply.Born(child.id, child.birth);
    // What cannot be kept now is kept as soon as there is room.
    return kept.keep(parent, changes, born, later, () -> {}, () -> kept.leave(changes));
  }

  private void pin(Session child, long from) {
    child.pinned = true;
    child.from = from == 0 || from > child.birth ? child.birth : from;
    try {
      store.pin(child.id, child.from);
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
      long before = Math.max(unfinished.revision() - 1, 1);
      wait.reopen(before);
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

  @Nullable Reply begun(Session session, Turns.Answer later) {
    if (session.birthWait == null) {
      return DONE;
    }
    session.birthWait.begun();
    return kept.store(session, DONE, later);
  }

  @Nullable Reply cancel(Session session, Turns.Answer later) {
    if (session.birthWait == null) {
      return DONE;
    }
    session.birthWait.cancel();
    store.cancel(key(session));
    return kept.store(session, DONE, later);
  }

  void seen(Session session, long sequence) {
    kept.seen(session, sequence);
  }

  @Nullable Reply note(Session session, Request.Note note, Turns.Answer later) {
    Session parent = session.parent;
    if (parent == null) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST, "session " + session.id + " has no parent to tell");
    }
    Push push = new Push.FromChild(session.id, note.kind(), note.payload());
    checkRoom(parent);
    return kept.push(session, parent, push, List.of(), DONE, later, () -> {}, false);
  }

  /** About how many bytes are kept of outcomes until children are reaped, and of replies. */
  long heldBytes() {
    return heldBytes + sessions.answerBytes();
  }

  /** Goes on with the sessions that the server before this one has left. */
  void restore() {
    new RestoredSessions(store, sessions, kept).restore();
    sessions.all().forEach(each -> heldBytes += each.outcome == null ? 0 : each.outcome.size());
  }

  private void keep(Session session, @Nullable Bytes outcome) {
    Bytes before = session.outcome;
    session.outcome = outcome;
    heldBytes += (outcome == null ? 0 : outcome.size()) - (before == null ? 0 : before.size());
  }

  @Nullable Reply outcome(Session session, Bytes payload, Turns.Answer later) {
    Session parent = session.parent;
    Runnable keep = () -> keep(session, payload);
    List<Operation> what = kept.isOn() ? kept.outcome(session, payload) : List.of();
    // A parent with too much unread takes it when it has reaped the process.
    if (parent == null || !parent.kept.hasRoom()) {
      return kept.keep(session, what, DONE, later, keep, () -> {}, true);
    }
    Push push = new Push.ChildOutcome(session.id, payload);
    return kept.push(session, parent, push, what, DONE, later, keep, true);
  }

  @Nullable Reply tell(Session session, Request.Tell tell, Turns.Answer later) {
    Session child = descendant(session, tell.child());
    if (child == null) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST, "session " + tell.child() + " has ended");
    }
    Push push = new Push.FromParent(tell.kind(), tell.payload());
    checkRoom(child);
    return kept.push(session, child, push, List.of(), DONE, later, () -> {}, false);
  }

  static void checkRoom(Session to) {
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

  @Nullable Reply release(Session session, long id, Turns.Answer later) {
    boolean own = id == session.id && session.role.isGuest();
    Session ending = own ? session : descendant(session, id);
    if (ending == null) {
      return DONE;
    }
    end(ending);
    List<Operation> left = kept.takeLeft();
    return kept.keep(session, left, DONE, later, () -> {}, () -> kept.leave(left));
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
    kept.ended(session);
    farewell.accept(session);
    tasks.drop(session);
  }
}

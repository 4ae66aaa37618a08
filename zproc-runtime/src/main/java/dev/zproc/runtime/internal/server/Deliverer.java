package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Match;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.store.WatchKey;
import dev.zproc.runtime.internal.store.WatchSink;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Request;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The watches and waits of all sessions: what the store finds for them goes to the sessions'
 * connections, and the credit that their clients give goes to the store, in portions and only while
 * the connection is not full.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Deliverer implements WatchSink {

  /** As long as more than this waits for a process, its watches get no credit. */
  private static final long FULL_BYTES = 1 << 20;

  private final Sessions sessions;
  private final LongSupplier clock;
  private final Deque<SessionWatch> starving = new ArrayDeque<>();

  /** Sessions whose births' waits have delivered since the last grant. */
  private final Set<Session> refilled = new LinkedHashSet<>();

  private final Map<WatchKey, Long> toRefill = new LinkedHashMap<>();

  Deliverer(Sessions sessions, LongSupplier clock) {
    this.sessions = sessions;
    this.clock = clock;
  }

  void watch(Store store, Session session, Request.Watch request) {
    SessionWatch watch =
        new SessionWatch(
            session,
            request.id(),
            since(request.waitedMillis()),
            request.spec().label(),
            Readings.of(request.spec()));
    open(watch, request.credit());
    try {
      store.watch(key(watch), request.spec(), watch.grant());
    } catch (EngineException refused) {
      session.forget(request.id());
      throw refused;
    }
  }

  void await(Store store, Session session, Request.Await request) {
    SessionWatch watch =
        new SessionWatch(
            session,
            request.id(),
            since(request.waitedMillis()),
            request.spec().label(),
            Readings.of(request.spec()));
    open(watch, request.credit());
    try {
      store.await(key(watch), request.spec(), watch.grant());
    } catch (EngineException refused) {
      session.forget(request.id());
      throw refused;
    }
  }

  private long since(long waitedMillis) {
    return clock.getAsLong() - Math.max(0, waitedMillis);
  }

  private static void open(SessionWatch watch, long credit) {
    if (watch.id == BirthWait.ID || credit < 0 || watch.session.watches.containsKey(watch.id)) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST,
          "a watch needs a number of its own, and credit of 0 or more");
    }
    watch.session.watches.put(watch.id, watch);
    watch.session.lagging.add(watch.id);
    watch.allow(credit);
  }

  void credit(Session session, long id, long events) {
    SessionWatch watch = session.watches.get(id);
    if (watch != null && events > 0) {
      boolean starved = watch.isStarving();
      watch.allow(events);
      if (!starved && watch.isStarving()) {
        starving.add(watch);
      }
    }
  }

  void cancel(Store store, Session session, long id) {
    if (id != BirthWait.ID && session.forget(id)) {
      store.cancel(new WatchKey(session.id, id));
    }
  }

  /** Ends what belongs to the connection that a session has lost. */
  void cancelAll(Store store, Session session) {
    // Forgotten first: the end of one may let go of history that another one needs, which is told.
    List<Long> open = List.copyOf(session.watches.keySet());
    session.forgetWatches();
    for (Long id : open) {
      store.cancel(new WatchKey(session.id, id));
    }
  }

  /** Whether there is credit that the store has not been told of. */
  boolean isStarving() {
    return !starving.isEmpty();
  }

  /** Hands the next portions of credit to the store, for those whose connections have room. */
  void grant(Store store) {
    for (Session session : refilled) {
      BirthWait wait = session.birthWait;
      long refill = wait == null ? 0 : wait.refill();
      if (refill > 0) {
        toRefill.put(new WatchKey(session.id, BirthWait.ID), refill);
      }
    }
    refilled.clear();
    toRefill.forEach(store::credit);
    toRefill.clear();
    int waiting = starving.size();
    for (int i = 0; i < waiting; i++) {
      SessionWatch watch = starving.remove();
      Connection connection = watch.session.connection;
      if (connection == null || watch.session.watches.get(watch.id) != watch) {
        continue;
      }
      if (connection.outgoing().weight() > FULL_BYTES) {
        starving.add(watch);
      } else {
        store.credit(key(watch), watch.grant());
      }
    }
  }

  /** Tells a session how far its watches have got, so that they can be opened anew from there. */
  void progress(Session session, long revision) {
    if (session.watches.isEmpty() || session.progress == revision) {
      return;
    }
    session.progress = revision;
    long[] lagging = session.lagging.stream().mapToLong(Long::longValue).toArray();
    session.push(new Push.Progress(revision, lagging));
  }

  private static WatchKey key(SessionWatch watch) {
    return new WatchKey(watch.session.id, watch.id);
  }

  private @Nullable SessionWatch find(WatchKey key) {
    Session session = sessions.find(key.session());
    return session == null ? null : session.watches.get(key.id());
  }

  private void delivered(SessionWatch watch) {
    watch.delivered();
    if (watch.isStarving()) {
      starving.add(watch);
    }
  }

  @Override
  public void event(WatchKey key, CommitEvent event) {
    SessionWatch watch = find(key);
    if (watch != null) {
      delivered(watch);
      Connection connection = watch.session.connection;
      if (connection != null) {
        connection.outgoing().event(watch.id, event);
      }
    }
  }

  @Override
  public void match(WatchKey key, Match match) {
    if (key.id() == BirthWait.ID) {
      Session session = sessions.find(key.session());
      if (session != null && session.birthWait != null) {
        if (session.birthWait.add(match)) {
          sessions.changed(session);
          deliverBirth(session);
        } else {
          refilled.add(session);
        }
      }
      return;
    }
    SessionWatch watch = find(key);
    if (watch != null) {
      delivered(watch);
      Connection connection = watch.session.connection;
      if (connection != null) {
        connection.outgoing().match(watch.id, match);
      }
    }
  }

  /** Sends the matches that the child is allowed, and then that there will be no more. */
  void deliverBirth(Session session) {
    BirthWait wait = session.birthWait;
    if (wait == null) {
      return;
    }
    for (Match match = wait.next(); match != null; match = wait.next()) {
      sessions.pushKept(session, new Push.BirthMatch(match));
      refilled.add(session);
    }
    long gone = wait.takeGone();
    if (gone >= 0) {
      sessions.pushKept(session, new Push.BirthGone(gone));
    }
  }

  @Override
  public void gone(WatchKey key, long oldest) {
    Session session = sessions.find(key.session());
    if (session == null) {
      return;
    }
    if (key.id() == BirthWait.ID) {
      if (session.birthWait != null) {
        session.birthWait.gone(oldest);
        deliverBirth(session);
      }
    } else {
      session.forget(key.id());
      session.push(new Push.Gone(key.id(), oldest));
    }
  }

  @Override
  public void ended(WatchKey key) {
    Session session = sessions.find(key.session());
    // The wait of a birth ends with its only match, which the session has been told.
    if (session != null && session.forget(key.id())) {
      session.push(new Push.Ended(key.id()));
    }
  }
}

package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * The sessions of those that nobody has born: tools, and programs that share the state of a server.
 * There is no parent that would reap one of them; so it ends when its process says so, or when
 * nothing has connected as it for the time of a lease. What it holds is free then, and the sessions
 * of its children are gone.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Guests {

  private final Sessions sessions;
  private final ChildSessions childSessions;
  private final Store store;
  private final Access access;
  private final LongSupplier nanos;
  private final Set<Session> all = new LinkedHashSet<>();

  Guests(
      Sessions sessions,
      ChildSessions childSessions,
      Store store,
      Access access,
      LongSupplier nanos) {
    this.sessions = sessions;
    this.childSessions = childSessions;
    this.store = store;
    this.access = access;
    this.nanos = nanos;
  }

  /**
   * Makes the session of one that has proved its role.
   *
   * @return one with {@link Session#refused} if there is no room
   */
  Session admit(Greeter.Proved proved) {
    Role role = Objects.requireNonNull(proved.guest());
    Secret secret = Objects.requireNonNull(access.secrets().get(role));
    long link = proved.link();
    try {
      sessions.checkRoom();
    } catch (EngineException.Rejected full) {
      Session stranger = sessions.stranger(role, secret, link);
      stranger.refused = full.getMessage();
      return stranger;
    }
    Session guest = sessions.addGuest(role, secret, link, store.revision());
    all.add(guest);
    return guest;
  }

  /** The session has lost its connection; its lease begins. */
  void lost(Session session) {
    session.lostNanos = nanos.getAsLong();
  }

  /** Ends the sessions whose leases are over. */
  void tick() {
    if (all.isEmpty()) {
      return;
    }
    long now = nanos.getAsLong();
    long lease = access.lease().toNanos();
    for (Session guest : new ArrayList<>(all)) {
      if (sessions.find(guest.id) != guest) {
        all.remove(guest);
      } else if (guest.connection == null && now - guest.lostNanos >= lease) {
        all.remove(guest);
        childSessions.end(guest);
      }
    }
  }
}

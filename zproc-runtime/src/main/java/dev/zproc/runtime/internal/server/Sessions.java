package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.journal.TakenUp;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The sessions that there are, by number.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Sessions {

  /** The session of the server's own JVM. */
  static final long ROOT = 1;

  private final Map<Long, Session> byId = new HashMap<>();
  private final long epoch;
  private final int max;
  private final KeptPushes.Budget budget;
  private final AnswerBudget answers;
  private long last = ROOT;
  private boolean kept;

  /** Those of which something is to be kept; see {@link KeptSessions}. */
  final Set<Session> changed = new LinkedHashSet<>();

  /** What a server before this one has answered to sessions that were not added again yet. */
  private final Map<Long, TakenUp.Answered> answered = new HashMap<>();

  /**
   * Makes the table of a server of this epoch.
   *
   * @param max how many sessions there may be
   * @param maxKeptBytes how much may be kept for all of them until they have seen it; a quarter of
   *     it again in replies
   */
  Sessions(long epoch, int max, long maxKeptBytes) {
    this.epoch = epoch;
    this.max = max;
    this.budget = new KeptPushes.Budget(maxKeptBytes);
    this.answers = new AnswerBudget(maxKeptBytes / 4);
  }

  /** Lets sessions that are added go on with what a server before this one has answered them. */
  void takeUp(Map<Long, TakenUp.Answered> before) {
    answered.putAll(before);
  }

  /** Adds one that is there from the start. */
  Session add(long id, Secret secret, long birth) {
    String name = id == ROOT ? "root" : "session " + id;
    Session session =
        new Session(
            id,
            name,
            Role.MEMBER,
            null,
            secret,
            birth,
            new KeptPushes(epoch, budget),
            new Answers(answers),
            true);
    goOn(session);
    given(id);
    return session;
  }

  /** Adds a child that a server before this one has had. */
  Session restore(long id, Session parent, String name, long birth) {
    Session child = child(id, parent, name, birth);
    goOn(child);
    given(id);
    return child;
  }

  private void goOn(Session session) {
    TakenUp.Answered before = answered.remove(session.id);
    if (before != null) {
      session.link = before.link();
      session.answers = new Answers(answers, before);
    }
    byId.put(session.id, session);
  }

  /** The number was given before. */
  void given(long id) {
    last = Math.max(last, id);
  }

  /** The highest number that was given. */
  long last() {
    return last;
  }

  /** Whether sessions are kept for a server after this one; then {@link #changed} is looked at. */
  void keep() {
    kept = true;
  }

  /** The wait that a session was born with has found a match, or is to be heard of no more. */
  void changed(Session session) {
    if (kept) {
      changed.add(session);
    }
  }

  /** Pushes what must arrive, from within the store, which must not be called now. */
  void pushKept(Session session, Push push) {
    if (kept) {
      session.postponed.add(push);
      changed.add(session);
    } else {
      session.pushKept(push);
    }
  }

  /**
   * Checks that there is room for one more.
   *
   * @throws EngineException.Rejected if not
   */
  void checkRoom() {
    if (byId.size() >= max) {
      throw new EngineException.Rejected(
          "there are "
              + byId.size()
              + " sessions, and the limit (maxSessions) is "
              + max
              + "; wait until some children have ended, or raise the limit");
    }
  }

  /**
   * Adds a child.
   *
   * @param name as its parent calls it; empty for one that goes by its number
   * @param birth 0 if it is still to be born
   */
  Session addChild(Session parent, String name, long birth) {
    return child(++last, parent, name, birth);
  }

  private Session child(long id, Session parent, String name, long birth) {
    String called = name.isEmpty() ? "session " + id : name;
    Session child =
        new Session(
            id,
            called,
            Role.MEMBER,
            parent,
            parent.secret.child(id),
            birth,
            new KeptPushes(epoch, budget),
            new Answers(answers),
            kept);
    byId.put(id, child);
    parent.children.add(id);
    return child;
  }

  /**
   * Adds one that nobody has born.
   *
   * @param secret that of its role
   * @param link that it has drawn
   */
  Session addGuest(Role role, Secret secret, long link, long birth) {
    Session guest = guest(++last, role, secret, link, birth);
    byId.put(guest.id, guest);
    return guest;
  }

  /** One that is not let in, but told why. */
  Session stranger(Role role, Secret secret, long link) {
    return guest(0, role, secret, link, 0);
  }

  private Session guest(long id, Role role, Secret secret, long link, long birth) {
    String name = role.name().toLowerCase(Locale.ROOT) + " " + id;
    Secret own = secret.guest(id, link);
    KeptPushes pushes = new KeptPushes(epoch, budget);
    return new Session(id, name, role, null, own, birth, pushes, new Answers(answers), false);
  }

  @Nullable Session find(long id) {
    return byId.get(id);
  }

  /** About how many bytes of replies are kept in case that they are asked for again. */
  long answerBytes() {
    return answers.bytes();
  }

  Collection<Session> all() {
    return byId.values();
  }

  void remove(Session session) {
    session.answers.end();
    byId.remove(session.id);
    Session parent = session.parent;
    if (parent != null) {
      parent.children.remove(session.id);
    }
  }
}

package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.wire.KeptSession;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A process as the server knows it, whatever becomes of its connections meanwhile: a child from
 * before its birth until its parent releases it, a {@link Guests guest} for as long as its lease.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Session {

  final long id;

  /** As its parent calls it; of one that waits for its birth, not yet. */
  String name;

  final Role role;
  final @Nullable Session parent;
  final Secret secret;
  final KeptPushes kept;
  final Set<Long> children = new HashSet<>();
  final Map<Long, SessionWatch> watches = new HashMap<>();

  /** The numbers of those that may lack something; so that nobody has to look at all of them. */
  final Set<Long> lagging = new LinkedHashSet<>();

  /** What was answered to its present link. */
  Answers answers;

  /** Whether it may go on at a server after this one, which has to know what was answered. */
  final boolean returns;

  /** The number that its present link has drawn, or 0 if there was none yet. */
  long link;

  /** The wait it was born with, as long as it is of any use. */
  @Nullable BirthWait birthWait;

  @Nullable Bytes outcome;

  /** Why a guest is not let in that has proved its role; null for every other session. */
  @Nullable String refused;

  /** When a guest has lost its last connection. */
  long lostNanos;

  /** The revision at which its present process was born; 0 as long as it waits for its birth. */
  long birth;

  /** From which revision history was kept for its first request. */
  long from;

  /** How many processes it has had before the present one. */
  int process;

  /** What it is to be told as soon as that is kept for a server after this one. */
  final Deque<Push> postponed = new ArrayDeque<>();

  /** Whether history is kept for its first request. */
  boolean pinned;

  /** The revision that its watches were last told to have reached. */
  long progress;

  /** Its present way to its process, or null. */
  @Nullable Connection connection;

  Session(
      long id,
      String name,
      Role role,
      @Nullable Session parent,
      Secret secret,
      long birth,
      KeptPushes kept,
      Answers answers,
      boolean returns) {
    this.id = id;
    this.name = name;
    this.role = role;
    this.parent = parent;
    this.secret = secret;
    this.birth = birth;
    this.kept = kept;
    this.answers = answers;
    this.returns = returns;
  }

  /** Whether it has been born, and may act. */
  boolean isBorn() {
    return birth != 0;
  }

  /**
   * What the next server has to know of it.
   *
   * @param matches whether with those of its wait
   */
  KeptSession kept(long parentId, boolean matches) {
    BirthWait wait = birthWait;
    return new KeptSession(parentId, name, birth, from, wait == null ? null : wait.kept(matches));
  }

  /** Its name behind those of its ancestors, without that of the root. */
  String path() {
    Session above = parent;
    return above == null || above.parent == null ? name : above.path() + "/" + name;
  }

  /** How many generations of children it is below the root. */
  int depth() {
    Session above = parent;
    return above == null ? 0 : above.depth() + 1;
  }

  /** Whether {@code other} is this session's child, or a child of such. */
  boolean isAncestorOf(Session other) {
    for (Session each = other.parent; each != null; each = each.parent) {
      if (each == this) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of its watches has yet to be told of what has happened. */
  boolean isCatchingUp() {
    return !lagging.isEmpty();
  }

  /** Forgets a watch, and returns whether there was one. */
  boolean forget(long watch) {
    lagging.remove(watch);
    return watches.remove(watch) != null;
  }

  void forgetWatches() {
    lagging.clear();
    watches.clear();
  }

  /** Pushes what may be lost with the connection; it is made good when watches are opened anew. */
  void push(Push push) {
    Connection to = connection;
    if (to != null) {
      to.outgoing().push(0, push);
    }
  }

  /** Pushes what must arrive, now or on another connection. */
  void pushKept(Push push) {
    Connection to = connection;
    if (to instanceof LocalConnection) {
      // Memory loses nothing.
      to.outgoing().push(0, push);
      return;
    }
    push(kept.next(), push);
  }

  /** Pushes what must arrive and has its number already. */
  void push(long sequence, Push push) {
    kept.keep(sequence, push);
    Connection to = connection;
    if (to != null) {
      to.outgoing().push(sequence, push);
    }
  }
}

package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who has the turn, who waits for one, and which commits wait until it is over. There is one turn
 * at a time, so two can't wait for each other. When it ends, the commits that had to wait come
 * first, in the order in which they arrived, and then the next turn.
 *
 * <p>Pure: time is what the caller says it is, in nanoseconds from anywhere.
 *
 * <p>Threads: not safe.
 *
 * @param <T> by which the caller knows who is to be answered
 */
final class TurnTable<T> {

  /** A turn that somebody waits for. */
  record Asked<T>(long session, List<KeyRange> expected, T ticket) {}

  /** Nothing to commit. */
  private static final Commit NONE = Commit.of(Commit.Results.NONE);

  /**
   * A commit that waits, or a read behind one.
   *
   * @param read what is read instead of a commit; null for a commit
   */
  record Parked<T>(long session, Commit commit, @Nullable KeyRange read, long weight, T ticket) {}

  /** How many turns that exceeded their lease are remembered, for the message to their holders. */
  private static final int MAX_OVERDUE = 1024;

  private static final long EACH = 256;

  private final long leaseNanos;
  private final long maxQueuedBytes;
  private final Deque<Asked<T>> asked = new ArrayDeque<>();
  private final Deque<Parked<T>> parked = new ArrayDeque<>();
  private final Map<Long, Integer> parkedOf = new HashMap<>();
  private final Set<Long> overdue = new LinkedHashSet<>();
  private long queuedBytes;

  private long fence;
  private boolean taken;
  private long holder;

  /** Whether its lease has begun, which ends then. */
  private boolean begun;

  private long endsAt;
  private KeyScope scope = new KeyScope();

  /**
   * Makes a table without a turn.
   *
   * @param maxQueuedBytes about how many bytes may wait, with 256 for each that waits
   */
  TurnTable(long leaseNanos, long maxQueuedBytes) {
    this.leaseNanos = leaseNanos;
    this.maxQueuedBytes = maxQueuedBytes;
  }

  /** Numbers turns from here on, above all that another server has given. */
  void above(long number) {
    fence = number;
  }

  /** Whether nobody has the turn. */
  boolean isFree() {
    return !taken;
  }

  /** Whether somebody waits, for a turn or for its end. */
  boolean isAwaited() {
    return !asked.isEmpty() || !parked.isEmpty();
  }

  /** The number of the turn that was granted last. */
  long fence() {
    return fence;
  }

  /** Queues a session for a turn. */
  void ask(long session, List<KeyRange> expected, T ticket) {
    long weight = EACH * (1 + expected.size());
    reserve(weight, "turn");
    asked.add(new Asked<>(session, expected, ticket));
  }

  /**
   * Whether a commit has to wait: it would write to what the holder of the turn has read, or comes
   * from a session one of whose commits waits already.
   */
  boolean mustWait(long session, Commit commit) {
    if (isParked(session)) {
      return true;
    }
    if (taken) {
      for (Operation operation : commit.operations()) {
        if (writes(operation)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean writes(Operation operation) {
    if (operation instanceof Operation.Put put) {
      return scope.contains(put.key());
    } else if (operation instanceof Operation.Delete delete) {
      return scope.contains(delete.key());
    } else if (operation instanceof Operation.Computed computed) {
      return scope.contains(computed.key());
    } else if (operation instanceof Operation.Tally tally) {
      return scope.contains(tally.counter());
    }
    return scope.meets(((Operation.DeleteRange) operation).range());
  }

  /** Queues a commit that must wait. */
  void park(long session, Commit commit, long bytes, T ticket) {
    park(new Parked<>(session, commit, null, EACH + bytes, ticket), "commit");
  }

  /** Whether something of this session waits. */
  boolean isParked(long session) {
    return parkedOf.containsKey(session);
  }

  /** Queues a read that waits for the commits before it. */
  void park(long session, KeyRange read, T ticket) {
    park(new Parked<>(session, NONE, read, EACH, ticket), "read");
  }

  private void park(Parked<T> each, String what) {
    reserve(each.weight(), what);
    parked.add(each);
    parkedOf.merge(each.session(), 1, Integer::sum);
  }

  private void reserve(long weight, String what) {
    if (queuedBytes + weight > maxQueuedBytes) {
      throw new EngineException.Rejected(
          "the "
              + what
              + " would have to wait for another transaction, but what waits has "
              + queuedBytes
              + " bytes already, and the limit (maxQueuedBytes) is "
              + maxQueuedBytes
              + "; try again later, write less at a time, or raise the limit");
    }
    queuedBytes += weight;
  }

  /** Returns and removes the next commit that need not wait any longer, or null. */
  @Nullable Parked<T> unpark() {
    Parked<T> next = taken ? null : parked.poll();
    if (next != null) {
      left(next);
    }
    return next;
  }

  private void left(Parked<T> each) {
    queuedBytes -= each.weight();
    parkedOf.computeIfPresent(each.session(), (session, count) -> count == 1 ? null : count - 1);
  }

  /**
   * Grants the next turn, if nobody has it and no commit waits; returns whose it is now, or null.
   */
  @Nullable Asked<T> grant(long now) {
    if (taken || !parked.isEmpty()) {
      return null;
    }
    Asked<T> next = asked.poll();
    if (next != null) {
      queuedBytes -= EACH * (1 + next.expected().size());
      taken = true;
      holder = next.session();
      fence++;
      scope = new KeyScope();
      begin(now);
    }
    return next;
  }

  /** Lets the lease of the turn that was granted begin with {@link #begin}, and not before. */
  void postpone() {
    begun = false;
  }

  /** The lease of the turn begins. */
  void begin(long now) {
    begun = true;
    endsAt = now + leaseNanos;
  }

  /** Whether the turn of this number has not ended, and is this session's. */
  boolean isHeld(long session, long number) {
    return taken && fence == number && holder == session;
  }

  /** Keeps others from writing to {@code range} until the turn is over. */
  void protect(KeyRange range) {
    scope.add(range);
  }

  /**
   * Checks that a session has the turn in whose name it acts.
   *
   * @throws EngineException.TurnOver if not
   */
  void check(long session, long inTurn) {
    if (taken && fence == inTurn && holder == session) {
      return;
    }
    boolean late = overdue.contains(inTurn);
    throw new EngineException.TurnOver(
        late ? "the lease of the turn was over before its commit came" : "the turn has ended",
        late);
  }

  /** Ends a turn, if it is this session's and has not ended. */
  void end(long session, long ended) {
    if (isHeld(session, ended)) {
      taken = false;
    }
  }

  /** How many nanoseconds are left of the lease; without end if none has begun. */
  long left(long now) {
    return taken && begun ? endsAt - now : Long.MAX_VALUE;
  }

  /** Ends the turn if its lease is over; tells whether it was. */
  boolean expire(long now) {
    if (!taken || !begun || endsAt - now > 0) {
      return false;
    }
    taken = false;
    overdue.add(fence);
    if (overdue.size() > MAX_OVERDUE) {
      Iterator<Long> oldest = overdue.iterator();
      oldest.next();
      oldest.remove();
    }
    return true;
  }

  /** Forgets the turns of a session whose connection is lost: it will ask again. */
  void forgetTurns(long session) {
    if (taken && holder == session) {
      taken = false;
    }
    asked.removeIf(
        each -> {
          boolean its = each.session() == session;
          queuedBytes -= its ? EACH * (1 + each.expected().size()) : 0;
          return its;
        });
  }

  /** Forgets all of a session that is gone, its waiting commits too. */
  void forget(long session) {
    forgetTurns(session);
    if (parkedOf.containsKey(session)) {
      parked.removeIf(
          each -> {
            boolean its = each.session() == session;
            if (its) {
              left(each);
            }
            return its;
          });
    }
  }

  /** About how many bytes of commits wait. */
  long queuedBytes() {
    return queuedBytes;
  }

  /** Tells everybody who waits; each is removed once it has been told. */
  void drain(Consumer<T> teller) {
    for (Asked<T> each = asked.peek(); each != null; each = asked.peek()) {
      teller.accept(each.ticket());
      asked.remove();
    }
    for (Parked<T> each = parked.peek(); each != null; each = parked.peek()) {
      teller.accept(each.ticket());
      parked.remove();
    }
    parkedOf.clear();
    queuedBytes = 0;
  }
}

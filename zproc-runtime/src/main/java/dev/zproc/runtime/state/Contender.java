package dev.zproc.runtime.state;

import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.TransactionTooLongException;
import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.internal.wait.Calls;
import dev.zproc.runtime.internal.wait.Failures;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Gets somebody through who reads, computes and then writes if nothing has changed: after each of
 * the first conflicts it tries again, soon with a pause; after that it takes turns, in which there
 * are no conflicts.
 *
 * <p>Threads: owned by the thread that retries.
 */
final class Contender implements AutoCloseable {

  /** How many conflicts it takes before a turn is asked for. */
  static final int PATIENCE = 4;

  /** How many of those are followed by no pause. */
  private static final int WITHOUT_PAUSE = 2;

  private static final long FIRST_PAUSE_NANOS = 100_000;
  private static final int DOUBLINGS = 7;

  /** How often a turn may be too short. */
  private static final int MAX_OVERDUE = 3;

  private final StateSpace<?> space;
  private final String attempted;
  private int conflicts;
  private int overdue;

  private @Nullable Turn turn;
  private boolean lost;
  private final Set<KeyRange> covered = new HashSet<>();
  private final TreeMap<Bytes, Entry> found = new TreeMap<>();

  /**
   * @param attempted what messages call it
   */
  Contender(StateSpace<?> space, String attempted) {
    this.space = space;
    this.attempted = attempted;
  }

  /** Whether the present attempt is undisturbed. */
  boolean isInTurn() {
    return turn != null;
  }

  /** Whether the turn of the present attempt was found to be over, so that it leads nowhere. */
  boolean isLost() {
    return lost;
  }

  /**
   * Reads a range in the turn; what was read there stays as it is until the attempt ends.
   *
   * @throws EngineException.TurnOver if the turn has ended
   */
  List<Entry> range(KeyRange range) {
    Turn present = turn;
    if (present == null) {
      throw new IllegalStateException("there is no turn");
    }
    if (covered.contains(range)) {
      Bytes to = range.to();
      Map<Bytes, Entry> within =
          to == null ? found.tailMap(range.from()) : found.subMap(range.from(), to);
      return List.copyOf(within.values());
    }
    try {
      return Calls.get(present.range(range)).entries();
    } catch (EngineException.TurnOver over) {
      lose(over);
      throw over;
    }
  }

  /** Reads a key for the first attempt. */
  @Nullable Entry read(Bytes key) {
    return space.read(key).entry();
  }

  /**
   * Commits, and ends the turn if there is one; null if it had ended before, and nothing was done.
   */
  @Nullable CommitResult commit(Commit commit) {
    Turn present = turn;
    if (present == null) {
      return space.commit(commit);
    }
    Computing.check(space.engine(), commit);
    try {
      CommitResult result = Calls.get(present.commit(commit));
      space.cursors.saw(result.revision());
      turn = null;
      return result;
    } catch (EngineException.TurnOver over) {
      lose(over);
      return null;
    }
  }

  private void lose(EngineException.TurnOver over) {
    lost = true;
    if (turn != null && over.overdue()) {
      overdue++;
    }
    turn = null;
  }

  /**
   * Notes that the attempt has failed, and prepares the next one.
   *
   * @param expected what that will probably read
   * @return whether time has passed since what the failed attempt was told
   * @throws TransactionTooLongException if turns have been too short too often
   * @throws WaitInterruptedException if the thread is interrupted, its flag set again
   */
  boolean retry(Supplier<List<KeyRange>> expected) {
    close();
    lost = false;
    conflicts++;
    if (overdue >= MAX_OVERDUE) {
      throw new TransactionTooLongException(
          attempted
              + " has taken longer than its turn "
              + MAX_OVERDUE
              + " times, and others wait (turnLease); nothing was written. Do less in it, compute"
              + " before it begins, or raise the limit");
    }
    return conflicts < PATIENCE ? pause() : takeTurn(expected.get());
  }

  private boolean takeTurn(List<KeyRange> expected) {
    CompletableFuture<Turn> asked = space.engine().takeTurn(expected);
    try {
      Turn granted = asked.get();
      turn = granted;
      covered.clear();
      covered.addAll(expected.subList(0, granted.covered()));
      found.clear();
      granted.found().forEach(entry -> found.put(entry.key(), entry));
      return true;
    } catch (InterruptedException e) {
      asked.thenAccept(Turn::end);
      throw interrupted();
    } catch (ExecutionException e) {
      RuntimeException failure = Failures.of(e);
      if (failure instanceof LimitExceededException) {
        // Too many wait already; there will be another time.
        return pause();
      }
      throw failure;
    }
  }

  /**
   * Pauses after a conflict that is not one of the first, for a random time, twice as long at most
   * each time; tells whether it did.
   */
  private boolean pause() {
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted();
    }
    int pauses = conflicts - 1 - WITHOUT_PAUSE;
    if (pauses < 0) {
      return false;
    }
    long most = FIRST_PAUSE_NANOS << Math.min(pauses, DOUBLINGS);
    LockSupport.parkNanos(this, ThreadLocalRandom.current().nextLong(most / 2, most));
    return true;
  }

  private ZProcException interrupted() {
    return SignalTrap.interrupted("interrupted in " + attempted + "; nothing was written", null);
  }

  /**
   * The same for who works on one key; returns the entry to go on from.
   *
   * @param told what the failed attempt was told, or null if nothing
   */
  @Nullable Entry retry(Bytes key, @Nullable CommitResult told) {
    KeyRange range = KeyRange.single(key);
    boolean stale = told == null;
    while (true) {
      stale |= retry(() -> List.of(range));
      if (!isInTurn()) {
        return stale || told == null ? space.read(key).entry() : told.current().get(0);
      }
      try {
        List<Entry> entries = range(range);
        return entries.isEmpty() ? null : entries.get(0);
      } catch (EngineException.TurnOver over) {
        stale = true;
      }
    }
  }

  /** Ends the turn, if there is one. */
  @Override
  public void close() {
    Turn present = turn;
    if (present != null) {
      turn = null;
      present.end();
    }
  }

  /** The ranges that the keys {@code read} and the ranges {@code scanned} make up. */
  static List<KeyRange> ranges(Set<Bytes> read, Set<KeyRange> scanned) {
    List<KeyRange> all = new ArrayList<>(scanned);
    for (Bytes key : read) {
      boolean within = false;
      for (KeyRange range : scanned) {
        within |= range.contains(key);
      }
      if (!within) {
        all.add(KeyRange.single(key));
      }
    }
    return all;
  }
}

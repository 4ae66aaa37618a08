package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.engine.LeadRole;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Has the turns of a loop around a socket taken by one thread at a time: the loop's own, or, where
 * the socket allows that, one that waits for what comes of them and so need not be woken by
 * another.
 *
 * <p>What goes wrong in a caller's turn is for the own thread, which then ends the loop as if it
 * had happened there; so is a stack that overflows, since nobody knows what it has left half done.
 *
 * <p>Threads: safe for use by many threads.
 */
final class SharedTurns {

  /** What there is to do. */
  interface Work {

    /**
     * Does what there is to do, and sleeps until there is more.
     *
     * @param over whether not to sleep, asked before that
     * @param own whether this is the loop's own thread; another does only what is short, and is not
     *     to lose an interrupt
     */
    void turn(BooleanSupplier over, boolean own);

    /** Whether a caller may take turns now; asked by any thread. */
    boolean isOpen();

    /** Whether the own thread should take the next turn at once; asked by any thread. */
    boolean isPending();

    /** Whether there are no more turns; asked by who has the role. */
    boolean isOver();

    /** Lets the thread that sleeps in its turn look again. */
    void wake();
  }

  /** How long the own thread leaves others alone: each look costs them a processor. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** For who waits without an end. */
  private static final long FOR_LONG = Long.MAX_VALUE / 2;

  private static final BooleanSupplier AT_ONCE = () -> true;

  private final boolean shared;
  private final Work work;
  private final LeadRole role = new LeadRole(LOOK_NANOS);
  private final BooleanSupplier wanted = role::isWanted;
  private final Runnable waking;
  private volatile @Nullable Throwable failed;

  SharedTurns(boolean shared, Work work) {
    this.shared = shared;
    this.work = work;
    this.waking = work::wake;
  }

  /**
   * For the loop's own thread: takes turns until they are over, but for the time that callers do,
   * and has them for itself from then on. Throws what a turn has failed with.
   */
  void drive() {
    while (true) {
      boolean keep = role.await(this::hasFailed);
      if (!keep && !isOver()) {
        work.turn(AT_ONCE, true); // which may only ask the socket what has come
        work.turn(AT_ONCE, true);
      }
      while (keep && !isOver() && !role.isWanted()) {
        work.turn(wanted, true);
      }
      if (isOver()) {
        throwFailure();
        return;
      }
      role.stepBack();
      if (!keep && work.isPending()) {
        role.call();
      }
    }
  }

  private boolean hasFailed() {
    return failed != null;
  }

  private boolean isOver() {
    return failed != null || work.isOver();
  }

  private void throwFailure() {
    Throwable cause = failed;
    if (cause instanceof Error error) {
      throw error;
    } else if (cause instanceof RuntimeException exception) {
      throw exception;
    }
  }

  private boolean isOpen() {
    return shared && failed == null && work.isOpen();
  }

  /** Takes one turn that does not sleep, if nobody else does; returns whether it has. */
  boolean takeOne() {
    try {
      if (!isOpen() || !role.take()) {
        return false;
      }
      take(AT_ONCE, false);
      return true;
    } catch (StackOverflowError mine) {
      boolean out = false;
      try {
        out = role.isOut();
      } finally { // for that may overflow, too
        if (!out) {
          failed = mine;
        }
      }
      throw mine;
    }
  }

  /**
   * Takes turns, unless another thread does or this one should not, until {@code over} says so or
   * this thread is interrupted, which is left to be seen. The caller must be ready to wait in
   * another way after that, and calls {@link #unfollow} when that is over.
   */
  void lead(BooleanSupplier over) {
    Thread me = Thread.currentThread();
    boolean able = shared && !LeadRole.isVirtual(me);
    while (able && isWaiting(over, me)) {
      try {
        if (isOpen() && (role.take() || role.demand(over, System.nanoTime() + FOR_LONG, waking))) {
          take(over, true);
          continue;
        }
      } catch (StackOverflowError mine) {
        boolean out = false;
        try {
          out = role.isOut();
        } finally { // for that may overflow, too
          if (!out) {
            failed = mine;
          }
        }
        throw mine;
      }
      role.follow(over);
      if (!role.isVacant()) {
        return;
      }
      if (!isOpen()) {
        role.call();
        return;
      }
      role.unfollow(over);
    }
    if (!able && shared) {
      follow(over);
    }
  }

  /** The caller waits without taking turns, until {@link #unfollow}; the own thread takes them. */
  void follow(BooleanSupplier over) {
    role.follow(over);
    call();
  }

  void unfollow(BooleanSupplier over) {
    role.unfollow(over);
  }

  private static boolean isWaiting(BooleanSupplier over, Thread me) {
    return !over.getAsBoolean() && !me.isInterrupted();
  }

  /** For who has the role, which is left then. */
  private void take(BooleanSupplier over, boolean again) {
    try {
      for (boolean more = failed == null; more; ) {
        work.turn(over, false);
        more = again && isOpen() && isWaiting(over, Thread.currentThread());
      }
    } catch (StackOverflowError mine) {
      failed = mine;
      throw mine;
    } catch (RuntimeException | Error broken) {
      failed = broken;
    } finally {
      role.leave();
      // Looked at afterwards: who has added something since has seen that the role was taken.
      if (failed != null || work.isPending()) {
        role.call();
      }
    }
  }

  /** Lets the own thread take the next turn, unless somebody is at one. */
  void call() {
    if (role.isVacant()) {
      role.call();
    }
  }
}

package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Lead;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which thread does the work of a link: the link's own, or one that waits for something anyway. It
 * is a lock that only the link's own thread waits for, and that carries what was done from one to
 * the next.
 *
 * <p>A caller that finds the link's own thread at it asks it to step back. From then on callers
 * take the role and leave it as they come and go; nobody has it in between, until the link's own
 * thread has seen nobody for some time or is called, because somebody waits who does not lead.
 *
 * <p>Threads: safe for use by many threads.
 */
final class LinkRole {

  /** How long nobody may have the role until the link's own thread takes it. */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** The longest time between two looks whether somebody who had the role still has it. */
  private static final long MAX_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();
  private final AtomicReference<@Nullable Thread> wanted = new AtomicReference<>();
  private final Set<BooleanSupplier> followers = ConcurrentHashMap.newKeySet();

  private volatile @Nullable Thread own;

  /** Whether the link's own thread is to take the role now. */
  private volatile boolean called = true;

  /** Whether the link's own thread sleeps until it is told that nobody has the role. */
  private volatile boolean resting;

  /** How often the role was left. */
  private volatile long left;

  /** Takes the role if nobody has it. */
  boolean take() {
    return holder.get() == null && holder.compareAndSet(null, Thread.currentThread());
  }

  boolean isMine() {
    return holder.get() == Thread.currentThread();
  }

  boolean isVacant() {
    return holder.get() == null;
  }

  /** Whether a caller waits for the link's own thread to step back. */
  boolean isWanted() {
    return wanted.get() != null;
  }

  /** Leaves the role: to the link's own thread if somebody follows, else to nobody. */
  void leave() {
    left = left + 1; // only whoever has the role does
    holder.set(null);
    if (!followers.isEmpty()) {
      call();
    } else if (resting) {
      LockSupport.unpark(own);
    }
  }

  /** Lets the link's own thread take the role, unless somebody else is faster. */
  void call() {
    if (!called) {
      called = true;
      LockSupport.unpark(own);
    }
  }

  /** For who has the role: the link's own thread need not take it from its beginning on. */
  void uncall() {
    called = false;
  }

  void follow(BooleanSupplier over) {
    followers.add(over);
  }

  void unfollow(BooleanSupplier over) {
    followers.remove(over);
  }

  /**
   * For a caller: has the link's own thread step back, if it has the role and nobody follows it.
   * Blocks for about as long as one turn takes.
   *
   * @param work whose {@link Lead#wake} lets that thread look
   * @return whether the caller has the role
   */
  boolean demand(BooleanSupplier over, Lead work) {
    Thread me = Thread.currentThread();
    if (holder.get() != own || !followers.isEmpty() || !wanted.compareAndSet(null, me)) {
      return false;
    }
    try {
      work.wake();
      while (!over.getAsBoolean() && !me.isInterrupted()) {
        if (take()) {
          return true;
        }
        Thread present = holder.get();
        if (present != null && present != own) {
          return false;
        }
        LockSupport.parkNanos(this, GRACE_NANOS);
      }
      return false;
    } finally {
      wanted.set(null);
    }
  }

  /**
   * For the link's own thread: returns when it has the role. While callers come and go it looks now
   * and then, so that they need not tell it; only one that stays long has to.
   */
  void await() {
    own = Thread.currentThread();
    long seen = left;
    long pause = GRACE_NANOS;
    while (true) {
      if (called) {
        called = false;
        if (take()) {
          return;
        }
      }
      boolean held = holder.get() != null;
      if (held && pause > MAX_PAUSE_NANOS) {
        rest();
      } else {
        LockSupport.parkNanos(this, pause);
      }
      if (seen != left) {
        seen = left;
        pause = GRACE_NANOS;
      } else if (!held && take()) {
        return;
      } else {
        pause = held ? 2 * pause : GRACE_NANOS;
      }
    }
  }

  /** Whoever has the role says when that is over. */
  private void rest() {
    resting = true;
    if (holder.get() != null && !called) {
      LockSupport.park(this);
    }
    resting = false;
  }

  /** For the link's own thread: leaves the role to the caller that wants it. */
  void stepBack() {
    holder.set(null);
    LockSupport.unpark(wanted.get());
  }
}

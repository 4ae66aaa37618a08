package dev.zproc.runtime.internal.engine;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Which thread does the work of a loop, a link's say: the loop's own, or one that waits for
 * something anyway. It is a lock that only the loop's own thread waits for, and that carries what
 * was done from one to the next.
 *
 * <p>A caller that finds the own thread at it asks it to step back. From then on callers take the
 * role and leave it as they come and go; nobody has it in between, until the own thread has seen
 * nobody for some time or is called, because somebody waits who does not lead.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class LeadRole {

  /** The time between two looks of the loop's own thread, unless another is given. */
  private static final long LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(500);

  /** The same while they come and go all the time, which each look holds up. */
  private static final long BUSY_LOOK_NANOS = TimeUnit.MICROSECONDS.toNanos(2_500);

  /** How often the role was left since the last look if they do. */
  private static final long BUSY = 32;

  /** For how many looks one caller may have it until the next are only made when it is left. */
  private static final int MAX_HELD_LOOKS = 4;

  /** After which time it is looked whether who has it for long has failed without leaving it. */
  private static final long ABANDONED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  /** How long nobody may have come until the loop's own thread keeps the role. */
  private static final long KEEP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final long lookNanos;
  private final AtomicReference<@Nullable Thread> holder = new AtomicReference<>();
  private final AtomicReference<@Nullable Thread> wanted = new AtomicReference<>();
  private final Set<BooleanSupplier> followers = ConcurrentHashMap.newKeySet();

  private volatile @Nullable Thread own;

  /** Whether the loop's own thread is to take the role now. */
  private volatile boolean called = true;

  /** Whether the loop's own thread sleeps until it is told that nobody has the role. */
  private volatile boolean resting;

  /** How often the role was left. */
  private volatile long left;

  // Owned by the loop's own thread: how often it was when it looked last, and when callers came.
  private long seen;
  private long lastCame = System.nanoTime();

  public LeadRole() {
    this(LOOK_NANOS);
  }

  /**
   * Makes a role that nobody has.
   *
   * @param lookNanos the time between two looks of the loop's own thread while callers come and go
   */
  public LeadRole(long lookNanos) {
    this.lookNanos = lookNanos;
  }

  /**
   * Takes the role if nobody has it. A virtual thread never does, be it for something short: it may
   * be unmounted with it, and nobody knows when it goes on.
   */
  public boolean take() {
    Thread me = Thread.currentThread();
    return holder.get() == null && !isVirtual(me) && holder.compareAndSet(null, me);
  }

  public boolean isMine() {
    return holder.get() == Thread.currentThread();
  }

  /**
   * For a caller whose stack has overflowed in a call of this: takes back what it has asked for.
   *
   * @return whether it does not have the role; if it does, it can do nothing more with it
   */
  public boolean isOut() {
    Thread me = Thread.currentThread();
    wanted.compareAndSet(me, null);
    return holder.get() != me;
  }

  public boolean isVacant() {
    return holder.get() == null;
  }

  /** Whether a caller waits for the loop's own thread to step back. */
  public boolean isWanted() {
    return wanted.get() != null;
  }

  /** Leaves the role: to the loop's own thread if somebody follows, else to nobody. */
  public void leave() {
    left = left + 1; // only whoever has the role does
    // It may have been taken away from who failed and could not leave it at once.
    holder.compareAndSet(Thread.currentThread(), null);
    if (!followers.isEmpty()) {
      call();
    } else if (resting) {
      LockSupport.unpark(own);
    }
  }

  /** Lets the loop's own thread take the role, unless somebody else is faster. */
  public void call() {
    if (!called) {
      called = true;
      LockSupport.unpark(own);
    }
  }

  /** For who has the role: the loop's own thread need not take it from its beginning on. */
  public void uncall() {
    called = false;
  }

  public void follow(BooleanSupplier over) {
    followers.add(over);
  }

  public void unfollow(BooleanSupplier over) {
    followers.remove(over);
  }

  /**
   * For a caller: has the loop's own thread step back, if it has the role and nobody follows it.
   * Blocks for about as long as one turn takes; not for longer than that thread lives.
   *
   * @param end until when, as {@link System#nanoTime}
   * @param wake lets that thread look
   * @return whether the caller has the role
   */
  public boolean demand(BooleanSupplier over, long end, Runnable wake) {
    Thread me = Thread.currentThread();
    Thread asked = own;
    if (asked == null
        || holder.get() != asked
        || !followers.isEmpty()
        || !wanted.compareAndSet(null, me)) {
      return false;
    }
    try {
      wake.run();
      while (!over.getAsBoolean() && !me.isInterrupted() && end - System.nanoTime() > 0) {
        if (take()) {
          return true;
        }
        Thread present = holder.get();
        if (present != null && (present != asked || !asked.isAlive())) {
          return false;
        }
        LockSupport.parkNanos(this, LOOK_NANOS);
      }
      return false;
    } finally {
      wanted.set(null);
    }
  }

  /**
   * For the loop's own thread: returns when it has the role. While callers come and go it looks now
   * and then, so that they need not tell it; only one that stays long has to.
   *
   * @param abandoned whether a caller has failed, which then does nothing more with the role; the
   *     loop's own thread takes it away. Where a stack has overflowed, leaving can do so too
   * @return whether it keeps the role until a caller wants it; else it is to see what has come, and
   *     to {@link #stepBack}, since those who come now and then should find nobody
   */
  public boolean await(BooleanSupplier abandoned) {
    own = Thread.currentThread();
    int heldLooks = 0;
    boolean looked = false;
    while (true) {
      if (called) {
        called = false;
        if (take()) {
          return true;
        }
      }
      boolean held = holder.get() != null;
      if (held && abandoned.getAsBoolean()) {
        holder.set(own);
        return true;
      }
      long came = left - seen;
      seen += came;
      if (came > 0 || held) {
        lastCame = System.nanoTime();
      }
      heldLooks = came == 0 && held ? heldLooks + 1 : 0;
      if (looked && came == 0 && !held && take()) {
        return System.nanoTime() - lastCame >= KEEP_NANOS;
      }
      if (heldLooks > MAX_HELD_LOOKS) {
        rest();
      } else {
        // Nobody there may mean that this was the last of many.
        LockSupport.parkNanos(this, held && came > BUSY ? BUSY_LOOK_NANOS : lookNanos);
      }
      looked = true;
    }
  }

  /** Whoever has the role says when that is over, unless its stack overflows just then. */
  private void rest() {
    resting = true;
    if (holder.get() != null && !called) {
      LockSupport.parkNanos(this, ABANDONED_NANOS);
    }
    resting = false;
  }

  /** For the loop's own thread: leaves the role to a caller that wants it, or to nobody. */
  public void stepBack() {
    holder.set(null);
    Thread next = wanted.get();
    if (next != null) {
      LockSupport.unpark(next);
    } else if (!followers.isEmpty()) {
      call();
    }
  }

  /** A thread that blocks in a selector would cost a virtual thread's carrier. */
  public static boolean isVirtual(Thread thread) {
    for (Class<?> type = thread.getClass(); type != Thread.class; type = type.getSuperclass()) {
      if (type.getName().equals("java.lang.BaseVirtualThread")) {
        return true;
      }
    }
    return false;
  }
}

package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.internal.engine.LeadRole;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.transport.ClientSocket;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Has the turns of a {@link LinkLoop} taken, each by the one thread that has the {@link LeadRole}.
 *
 * <p>Over a socket that threads may share, a thread that waits for something takes them, so that a
 * round trip takes no hand-over. It does so on a connection that stands only, so what it does is
 * short: to connect, to greet and to end the link is left to the link's own thread, whoever finds
 * out that it has to be done; but for the first time, which whoever opens the link waits for
 * anyway. That thread takes all turns over other sockets, and whenever nobody else does for a
 * while.
 *
 * <p>What goes wrong in a caller's turn ends the link as it would in the own thread's; so does a
 * stack that overflows there, since nobody knows what it has left half done; and one that overflows
 * as the role is left, since then nobody else can have it. Whoever takes the role does so within
 * what catches that.
 *
 * <p>Threads: safe for use by many threads; {@link #run} is what `zproc-link` runs.
 */
final class LinkDriver implements Runnable, Lead {

  private final ClientSocket socket;
  private final LinkLoop loop;
  private final Requests requests;
  private final LinkEnd end;
  private final LeadRole role = new LeadRole();
  private final BooleanSupplier wanted = new Wanted();
  private final BooleanSupplier greeted = new Greeted();
  private final BooleanSupplier abandoned = new Failed();
  private final Runnable waking = new Waking();

  /** What a caller has failed with that had the role. */
  private volatile @Nullable Throwable failed;

  LinkDriver(ClientSocket socket, LinkLoop loop, Requests requests, Consumer<Throwable> fault) {
    this.socket = socket;
    this.loop = loop;
    this.requests = requests;
    this.end = new LinkEnd(loop, fault);
  }

  /** Makes whoever waits look again; no lambda, since every child makes one. */
  private final class Waking implements Runnable {

    @Override
    public void run() {
      wake();
    }
  }

  /** Whether the link's own thread is to let a caller do the work. */
  private final class Wanted implements BooleanSupplier {

    @Override
    public boolean getAsBoolean() {
      return role.isWanted();
    }
  }

  /** Whether a caller has failed within a turn, and takes none any more. */
  private final class Failed implements BooleanSupplier {

    @Override
    public boolean getAsBoolean() {
      return failed != null;
    }
  }

  /** Whether the first greeting is over, in whichever way. */
  private final class Greeted implements BooleanSupplier {

    @Override
    public boolean getAsBoolean() {
      return loop.welcomed().isDone();
    }
  }

  /**
   * Connects and greets for the first time, over a socket that threads may share, and before the
   * link's own thread has begun: so nothing is handed over. What goes wrong is for that thread,
   * which then ends the link. An interrupt does not end it; the flag is kept.
   */
  void greet() {
    Thread me = Thread.currentThread();
    if (!socket.isShared() || LeadRole.isVirtual(me) || !role.take()) {
      return;
    }
    boolean interrupted = false;
    try {
      while (!greeted.getAsBoolean() && !isOver()) {
        interrupted |= Thread.interrupted(); // with which no selector would wait
        loop.turn(greeted, LinkLoop.NEVER);
      }
      role.uncall();
    } catch (RuntimeException | Error broken) {
      failed = broken;
    } finally {
      leave(false);
      if (interrupted) {
        me.interrupt();
      }
    }
  }

  @Override
  public void run() {
    Throwable cause = null;
    try {
      cause = drive();
    } catch (RuntimeException | Error broken) {
      cause = broken;
    } finally {
      try {
        end.tell(cause);
      } finally {
        socket.close();
      }
    }
  }

  /**
   * Takes turns until it is over, but for the time that callers do; has the role then. Returns what
   * one of them has failed with, or null.
   */
  private @Nullable Throwable drive() {
    while (true) {
      boolean keep = role.await(abandoned);
      if (!keep && failed == null) { // else a lock of the socket may be held for ever
        loop.turn(wanted, 0); // which also asks the socket what has come
        loop.turn(wanted, 0);
      }
      while (keep && !isOver() && !role.isWanted()) {
        loop.turn(wanted, LinkLoop.NEVER);
      }
      if (isOver()) {
        return failed;
      }
      role.stepBack();
      if (!keep && (requests.isQueued() || !loop.isOpen())) {
        role.call();
      }
    }
  }

  private boolean isOver() {
    return loop.isOver() || failed != null;
  }

  Secret secret() {
    return loop.connection.secret();
  }

  /** Queues a request; returns false if too many are queued. Fails it if the link has ended. */
  boolean submit(Pending pending) {
    return added(requests.add(pending));
  }

  /** Queues a read, which may travel with others; otherwise like {@link #submit}. */
  boolean read(Bytes key, Answer<ReadResult> answer) {
    return added(requests.read(key, answer));
  }

  private boolean added(Requests.Added how) {
    if (how == Requests.Added.REFUSED) {
      return false;
    }
    if (!socket.isShared() || !role.isVacant()) {
      loop.wake();
    } else if (how == Requests.Added.NEWS && !hadRole(false)) {
      loop.wake();
      if (role.isVacant()) {
        role.call(); // which this thread may not have, as it is a virtual one
      }
    }
    loop.failIfClosed();
    return true;
  }

  /**
   * Has the role for something short, if nobody else does: to tell early pushes, or to send what
   * this thread has just added. Returns whether it has done that.
   */
  private boolean hadRole(boolean early) {
    try {
      if (!role.take()) {
        return false;
      }
      if (early) {
        tellEarly();
      } else {
        sendFirst();
      }
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

  private void tellEarly() {
    try {
      loop.tellEarly();
    } finally {
      leave(false);
    }
  }

  private void sendFirst() {
    boolean sent = false;
    try {
      sent = failed == null && loop.sendFirst();
    } catch (StackOverflowError mine) {
      failed = mine;
      throw mine;
    } catch (RuntimeException | Error broken) {
      failed = broken;
    } finally {
      leave(!sent);
    }
  }

  private void leave(boolean unfinished) {
    role.leave();
    // Looked at afterwards: who has added something since has seen that the role was taken.
    if (unfinished || isOver() || requests.isQueued()) {
      role.call();
    }
  }

  @Override
  public boolean lead(BooleanSupplier over, long nanos) {
    if (!socket.isShared()) {
      return false;
    }
    long now = System.nanoTime();
    long end = nanos > LinkLoop.NEVER ? now + LinkLoop.NEVER : now + nanos;
    Thread me = Thread.currentThread();
    boolean able = !LeadRole.isVirtual(me);
    while (!loop.isClosed() && !isSatisfied(over, end, me)) {
      try {
        if (able && loop.isOpen() && (role.take() || role.demand(over, end, waking))) {
          able = leadOn(over, end, me);
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
        return true;
      }
      if (!able || !loop.isOpen()) {
        role.call();
        return true;
      }
      role.unfollow(over);
    }
    return false;
  }

  private static boolean isSatisfied(BooleanSupplier over, long end, Thread me) {
    return over.getAsBoolean() || me.isInterrupted() || end - System.nanoTime() <= 0;
  }

  /** Takes turns; returns whether the connection still stands. */
  private boolean leadOn(BooleanSupplier over, long end, Thread me) {
    boolean open = false;
    try {
      open = loop.isOpen();
      while (open && !isOver() && !isSatisfied(over, end, me)) {
        loop.turn(over, end - System.nanoTime());
        open = loop.isOpen();
      }
    } catch (StackOverflowError mine) {
      failed = mine;
      throw mine;
    } catch (RuntimeException | Error broken) {
      failed = broken;
      open = false;
    } finally {
      leave(!open);
    }
    return open;
  }

  @Override
  public void unfollow(BooleanSupplier over) {
    role.unfollow(over);
  }

  @Override
  public void wake() {
    loop.wake();
  }

  /** Whether this thread is the one that takes turns now. */
  boolean isHere() {
    return role.isMine();
  }

  void listen(Channel.Listener listener) {
    loop.listen(listener);
    if (!socket.isShared() || !hadRole(true)) {
      role.call();
    }
  }

  void stop() {
    if (loop.stop()) {
      role.call();
    }
  }
}

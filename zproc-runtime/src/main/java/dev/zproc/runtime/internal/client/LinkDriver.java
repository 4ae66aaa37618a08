package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.internal.engine.LeadRole;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.transport.ClientSocket;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.Secret;
import java.lang.System.Logger.Level;
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
 * stack that overflows there, since nobody knows what it has left half done. Then there may be no
 * memory to tell all who wait that it has ended; until whoever has filled the heap lets go of it.
 * So what fails of that is tried once more, and keeps nobody else from being told.
 *
 * <p>Threads: safe for use by many threads; {@link #run} is what `zproc-link` runs.
 */
final class LinkDriver implements Runnable, Lead {

  /** How often all are told of the end who have not been: for about two minutes. */
  private static final int MAX_TELLINGS = 150;

  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long MAX_PAUSE_MILLIS = 1_000;

  private final ClientSocket socket;
  private final LinkLoop loop;
  private final Requests requests;
  private final Consumer<Throwable> fault;
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
    this.fault = fault;
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
        end(cause);
      } finally {
        socket.close();
      }
    }
  }

  /** Ends the link; throws nothing. */
  private void end(@Nullable Throwable cause) {
    boolean failure = cause != null && !(cause instanceof ClientGreeting.RefusedException);
    // First: where that ends this process, nothing else is to be the reason of it.
    Throwable untold = failure ? untold(cause) : null;
    loop.end(cause);
    boolean all = isToldToAll(cause);
    for (int i = 1; (!all || untold != null) && i < MAX_TELLINGS; i++) {
      pause(Math.min(MAX_PAUSE_MILLIS, i * FIRST_PAUSE_MILLIS));
      untold = loop.isStopping() ? null : untold(untold);
      all = all || isToldToAll(cause);
    }
    if (failure) {
      log(cause);
    }
  }

  /** Tells what the link has failed with, if anything; returns it if that went wrong. */
  private @Nullable Throwable untold(@Nullable Throwable cause) {
    try {
      if (cause != null) {
        fault.accept(cause);
      }
      return null;
    } catch (Throwable again) {
      return cause;
    }
  }

  /** Tells all who wait and have not been told; returns whether all are now. */
  private boolean isToldToAll(@Nullable Throwable cause) {
    boolean all = true;
    try {
      loop.failRequests();
    } catch (Throwable again) {
      all = false;
    }
    try {
      loop.failWelcome(cause);
    } catch (Throwable again) {
      all = false;
    }
    try {
      loop.tellEarly();
    } catch (Throwable again) {
      all = false;
    }
    try {
      loop.tellClosed();
    } catch (Throwable again) {
      all = false;
    }
    return all;
  }

  private static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (Throwable again) {
      // It is as good without.
    }
  }

  private static void log(Throwable cause) {
    try {
      System.getLogger(LinkLoop.class.getName())
          .log(Level.ERROR, "the link to the state server has failed: " + cause, cause);
    } catch (Throwable again) {
      // All who have waited have been told; the log is the least of them.
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
    } else if (how == Requests.Added.NEWS) {
      sendAtOnce();
    }
    loop.failIfClosed();
    return true;
  }

  /** Sends what this thread has just added, if nobody else has the role. */
  private void sendAtOnce() {
    if (!role.take()) {
      loop.wake();
      return;
    }
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
        } catch (StackOverflowError again) {
          // Then perhaps with the role, which it could not leave.
        }
        if (!out) {
          failed = mine;
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
    if (socket.isShared() && role.take()) {
      try {
        loop.tellEarly();
      } finally {
        leave(false);
      }
    } else {
      role.call();
    }
  }

  void stop() {
    if (loop.stop()) {
      role.call();
    }
  }
}

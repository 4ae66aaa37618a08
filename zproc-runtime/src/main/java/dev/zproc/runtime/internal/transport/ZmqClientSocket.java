package dev.zproc.runtime.internal.transport;

import dev.zproc.jeromq.ZMQ;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ClientSocket} over JeroMQ's DEALER.
 *
 * <p>JeroMQ 0.6.0 loses one in a hundred connections that it makes, more on a busy machine: TCP is
 * connected, and nobody listens to it any more. So when the greeting of a connection is late,
 * another one is tried beside it, and the first that is greeted is taken. Neither a lost connection
 * nor a slow machine costs much that way: trying again soon does not mean to give up early.
 *
 * <p>Threads: made by any thread; owned by the one that then calls {@link #await}.
 */
public final class ZmqClientSocket implements ClientSocket {

  /** How long a greeting may take until another connection is tried beside. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(150);

  /** How many connections are tried at a time. */
  private static final int MAX_ATTEMPTS = 4;

  /** How long to wait before the next attempt if the last one has ended without a greeting. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final SocketWaiter waiter = new SocketWaiter();
  private final Deque<Event> events = new ArrayDeque<>();
  private final Deque<Attempt> attempts = new ArrayDeque<>();
  private final String name;
  private final String address;
  private final int maxFrameBytes;

  private ZmqContext context;
  private @Nullable Attempt current;
  private long takenSince;
  private long pausedSince;

  private ZmqClientSocket(String name, String address, int maxFrameBytes) {
    this.name = name;
    this.address = address;
    this.maxFrameBytes = maxFrameBytes;
    context = new ZmqContext(name, waiter::wake);
    attempt();
  }

  /**
   * Begins to connect.
   *
   * @param name of the socket's threads
   * @param address as {@link ServerSocket#endpoint} gives it
   * @param maxFrameBytes the largest frame
   * @throws IllegalArgumentException if the address is none
   */
  public static ZmqClientSocket connect(String name, String address, int maxFrameBytes) {
    return new ZmqClientSocket(name, address, maxFrameBytes);
  }

  private void attempt() {
    attempts.addLast(new Attempt(context, address, maxFrameBytes, waiter::wake));
  }

  @Override
  public byte @Nullable [] receive() {
    Attempt open = current;
    return open == null ? null : open.dealer.recv(ZMQ.DONTWAIT);
  }

  @Override
  public boolean send(byte[] frame) {
    Attempt open = current;
    return open != null && open.dealer.send(frame, ZMQ.DONTWAIT);
  }

  @Override
  public @Nullable Event event() {
    Attempt open = current;
    if (open != null) {
      for (Attempt.Step step = open.step(); step != null; step = open.step()) {
        if (step == Attempt.Step.ENDED) {
          events.add(Event.DISCONNECTED);
          lost();
          break;
        }
      }
    } else {
      race();
    }
    return events.poll();
  }

  /** Looks what has become of the attempts, and makes another one if that is due. */
  private void race() {
    Iterator<Attempt> each = attempts.iterator();
    while (current == null && each.hasNext()) {
      Attempt attempt = each.next();
      for (Attempt.Step step = attempt.step(); step != null; step = attempt.step()) {
        if (step == Attempt.Step.GREETED) {
          each.remove();
          take(attempt);
          return;
        }
        if (step == Attempt.Step.REFUSED) {
          events.add(Event.UNREACHABLE);
        } else if (step == Attempt.Step.ENDED) {
          // JeroMQ does not connect again if the other side does not speak ZeroMQ; so we do.
          each.remove();
          attempt.abandon();
          pausedSince = System.nanoTime();
          events.add(Event.DISCONNECTED);
          break;
        }
      }
    }
    if (isAttemptDue(System.nanoTime())) {
      attempt();
    }
  }

  private boolean isAttemptDue(long now) {
    Attempt newest = attempts.peekLast();
    if (newest == null) {
      return now - pausedSince >= PAUSE_NANOS;
    }
    return attempts.size() < MAX_ATTEMPTS && newest.isLate(now, LATE_NANOS);
  }

  private void take(Attempt greeted) {
    current = greeted;
    takenSince = System.nanoTime();
    abandonAttempts();
    waiter.watch(greeted.dealer);
    events.add(Event.CONNECTED);
  }

  private void abandonAttempts() {
    attempts.forEach(Attempt::abandon);
    attempts.clear();
  }

  private void lost() {
    long now = System.nanoTime();
    boolean atOnce = now - takenSince < PAUSE_NANOS;
    abandonCurrent();
    if (atOnce) {
      // Whoever listens there takes connections only to end them: race makes the next after a
      // pause.
      pausedSince = now;
    } else {
      attempt();
    }
  }

  private void abandonCurrent() {
    Attempt open = current;
    if (open != null) {
      current = null;
      waiter.watchNothing();
      open.abandon();
    }
  }

  @Override
  public void reopen() {
    events.clear();
    if (context.isBroken()) {
      current = null;
      attempts.clear();
      waiter.watchNothing();
      context = new ZmqContext(name, waiter::wake);
    }
    abandonCurrent();
    abandonAttempts();
    attempt();
  }

  @Override
  public boolean isBroken() {
    return context.isBroken();
  }

  @Override
  public @Nullable Throwable brokenBy() {
    return context.brokenBy();
  }

  @Override
  public void await(long millis) {
    Attempt open = current;
    if (open == null) {
      waiter.await(Math.min(millis, untilAttempt()));
    } else if ((open.dealer.getEvents() & ZMQ.Poller.POLLIN) == 0) {
      // Sending takes note of what has come too, after which the waiter is not told of it any more.
      waiter.await(millis);
    }
  }

  /** How many milliseconds to wait at most, so that the next attempt is made in time. */
  private long untilAttempt() {
    Attempt newest = attempts.peekLast();
    if (newest == null) {
      return TimeUnit.NANOSECONDS.toMillis(PAUSE_NANOS);
    }
    return attempts.size() < MAX_ATTEMPTS
        ? newest.millisUntilLate(System.nanoTime(), LATE_NANOS)
        : Long.MAX_VALUE;
  }

  @Override
  public void wake() {
    waiter.wake();
  }

  @Override
  public void close() {
    abandonAttempts();
    Attempt open = current;
    if (open != null) {
      open.dealer.close();
    }
    context.close();
    waiter.close();
  }
}

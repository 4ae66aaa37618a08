package dev.zproc.runtime.internal.transport;

import dev.zproc.jeromq.ZEvent;
import dev.zproc.jeromq.ZMQ;
import dev.zproc.jeromq.ZMonitor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One JeroMQ socket that connects, and what has become of that.
 *
 * <p>Threads: owned by the thread of the {@link ClientSocket}, but for {@link #consume}, which
 * JeroMQ's I/O thread calls.
 */
final class Attempt implements ZEvent.ZEventConsummer {

  /** What JeroMQ tells of a connecting socket. */
  enum Step {
    /** TCP is connected. */
    CONNECTED,
    /** The other side has greeted in ZeroMQ's way. */
    GREETED,
    /** The connection has ended. */
    ENDED,
    /** TCP could not be connected; JeroMQ tries again. */
    REFUSED
  }

  private static final int EVENTS =
      ZMQ.EVENT_CONNECTED
          | ZMQ.EVENT_DISCONNECTED
          | ZMQ.EVENT_CLOSED
          | ZMQ.EVENT_HANDSHAKE_PROTOCOL;

  final ZMQ.Socket dealer;

  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final Runnable wake;

  /** Since when TCP has been connected, or 0 while it is not. */
  private long connectedSince;

  Attempt(ZmqContext context, String address, int maxFrameBytes, Runnable wake) {
    this.wake = wake;
    dealer = ZmqSettings.dealer(context, maxFrameBytes);
    dealer.setEventHook(this, EVENTS);
    dealer.connect(address);
  }

  @Override
  public void consume(ZEvent event) {
    ZMonitor.Event kind = event.getEvent();
    switch (kind) {
      case CONNECTED -> steps.add(Step.CONNECTED);
      case HANDSHAKE_PROTOCOL -> steps.add(Step.GREETED);
      case DISCONNECTED -> steps.add(Step.ENDED);
      // A connection attempt closes its channel when it has failed.
      case CLOSED -> steps.add(Step.REFUSED);
      default -> {
        return;
      }
    }
    wake.run();
  }

  /** Returns the next step, or null if there is none. */
  @Nullable Step step() {
    Step step = steps.poll();
    if (step != null) {
      connectedSince = step == Step.CONNECTED ? System.nanoTime() : 0;
    }
    return step;
  }

  /** Whether TCP has been connected for {@code nanos} without a greeting. */
  boolean isLate(long now, long nanos) {
    return connectedSince != 0 && now - connectedSince >= nanos;
  }

  /** In how many milliseconds that will be so. */
  long millisUntilLate(long now, long nanos) {
    return connectedSince == 0
        ? Long.MAX_VALUE
        : Math.max(1, TimeUnit.NANOSECONDS.toMillis(connectedSince + nanos - now) + 1);
  }

  /** Closes the socket; what was not sent is lost. */
  void abandon() {
    dealer.setLinger(0);
    dealer.close();
  }
}

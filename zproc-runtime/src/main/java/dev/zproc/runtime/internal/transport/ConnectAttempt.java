package dev.zproc.runtime.internal.transport;

import dev.zproc.jeromq.ZEvent;
import dev.zproc.jeromq.ZMQ;
import dev.zproc.jeromq.ZMonitor;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * One JeroMQ socket that connects, and what has become of that.
 *
 * <p>Threads: owned by the thread of the {@link ClientSocket}, but for {@link #consume}, which
 * JeroMQ's I/O thread calls.
 */
final class ConnectAttempt implements ZEvent.ZEventConsummer {

  /** What JeroMQ tells of a connecting socket. */
  enum Step {
    /** The other side has greeted in ZeroMQ's way. */
    GREETED,
    /** The connection has ended. */
    ENDED,
    /** TCP could not be connected; JeroMQ tries again. */
    REFUSED
  }

  private static final int EVENTS =
      ZMQ.EVENT_DISCONNECTED | ZMQ.EVENT_CLOSED | ZMQ.EVENT_HANDSHAKE_PROTOCOL;

  final ZMQ.Socket dealer;

  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final Runnable wake;

  /** Makes one that has not begun. */
  ConnectAttempt(ZmqContext context, int maxFrameBytes, Runnable wake) {
    this.wake = wake;
    dealer = ZmqSettings.dealer(context, maxFrameBytes);
    dealer.setEventHook(this, EVENTS);
  }

  /** Begins to connect; once. */
  void begin(String address) {
    dealer.connect(address);
  }

  @Override
  public void consume(ZEvent event) {
    ZMonitor.Event kind = event.getEvent();
    switch (kind) {
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
    return steps.poll();
  }

  /** Closes the socket; what was not sent is lost. */
  void abandon() {
    dealer.setLinger(0);
    dealer.close();
  }
}

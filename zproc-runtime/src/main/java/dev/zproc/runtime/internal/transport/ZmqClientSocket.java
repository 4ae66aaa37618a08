package dev.zproc.runtime.internal.transport;

import dev.zproc.jeromq.ZMQ;
import dev.zproc.jeromq.ZMQException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ClientSocket} over JeroMQ's DEALER.
 *
 * <p>JeroMQ tries again by itself as long as nobody is there to connect to. A connection that has
 * ended is made anew by a new socket, so that nothing of the old one is left in a queue; and so is
 * one that ended before its greeting, because JeroMQ gives up on who does not speak ZeroMQ.
 *
 * <p>Threads: made by any thread; owned by the one that then calls {@link #await}.
 */
public final class ZmqClientSocket implements ClientSocket {

  /** How long to wait with the next attempt if a connection has ended before it was of use. */
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  /** One that has not begun to connect, for whoever wants the next. */
  private static final AtomicReference<@Nullable ZmqClientSocket> PREPARED =
      new AtomicReference<>();

  private final SocketWaiter waiter = new SocketWaiter();
  private final Deque<Event> events = new ArrayDeque<>();

  /** What a connection had brought that has ended since. */
  private final Deque<byte[]> arrived = new ArrayDeque<>();

  private final String name;
  private final int maxFrameBytes;

  /** Empty as long as it has not begun to connect. */
  private String address = "";

  private ZmqContext context;

  /** What connects or is connected; null during a pause. */
  private @Nullable ConnectAttempt attempt;

  /** The same once it is connected with one that speaks ZeroMQ, else null. */
  private @Nullable ConnectAttempt greeted;

  private long greetedSince;
  private long pausedSince;

  private ZmqClientSocket(String name, int maxFrameBytes) {
    this.name = name;
    this.maxFrameBytes = maxFrameBytes;
    context = new ZmqContext(name, waiter.waking());
    attempt = attempted();
  }

  /** Makes the next socket of this name and size ahead, with its threads. */
  static void prepare(String name, int maxFrameBytes) {
    ZmqClientSocket before = PREPARED.getAndSet(new ZmqClientSocket(name, maxFrameBytes));
    if (before != null) {
      before.close();
    }
  }

  /**
   * Begins to connect.
   *
   * @param name of the socket's threads
   * @param address as {@link ServerSocket#endpoint} gives it
   * @param maxFrameBytes the largest frame
   * @throws IllegalArgumentException if the address is none
   */
  static ZmqClientSocket connect(String name, String address, int maxFrameBytes) {
    boolean interrupted = false;
    try {
      while (true) {
        ZmqClientSocket socket = taken(name, maxFrameBytes);
        boolean begun = false;
        try {
          socket.begin(address);
          begun = true;
          return socket;
        } catch (ZMQException failed) {
          if (!ZmqSettings.isInterrupt(failed)) {
            throw failed;
          }
          interrupted = true; // just now: it is for whoever waits next
          Thread.interrupted();
        } finally {
          if (!begun) {
            socket.close();
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static ZmqClientSocket taken(String name, int maxFrameBytes) {
    ZmqClientSocket known = PREPARED.get();
    boolean fits = known != null && known.name.equals(name) && known.maxFrameBytes == maxFrameBytes;
    return fits && PREPARED.compareAndSet(known, null)
        ? known
        : new ZmqClientSocket(name, maxFrameBytes);
  }

  private void begin(String to) {
    address = to;
    ConnectAttempt first = attempt;
    if (first != null) {
      first.begin(to);
    }
  }

  private ConnectAttempt attempted() {
    return new ConnectAttempt(context, maxFrameBytes, waiter.waking());
  }

  private void attempt() {
    ConnectAttempt made = attempted();
    attempt = made;
    made.begin(address);
  }

  @Override
  public byte @Nullable [] receive() {
    byte[] before = arrived.poll();
    if (before != null) {
      return before;
    }
    ConnectAttempt open = greeted;
    return open == null ? null : open.dealer.recv(ZMQ.DONTWAIT);
  }

  @Override
  public boolean send(byte[] frame) {
    ConnectAttempt open = greeted;
    return open != null && open.dealer.send(frame, ZMQ.DONTWAIT);
  }

  @Override
  public @Nullable Event event() {
    ConnectAttempt now = attempt;
    if (now == null) {
      if (System.nanoTime() - pausedSince >= PAUSE_NANOS) {
        attempt();
      }
    } else {
      follow(now);
    }
    // What a connection has brought comes before its end.
    return arrived.isEmpty() ? events.poll() : null;
  }

  /** Looks what has become of the attempt. */
  private void follow(ConnectAttempt now) {
    for (ConnectAttempt.Step step = now.step(); step != null; step = now.step()) {
      switch (step) {
        case GREETED -> {
          greeted = now;
          greetedSince = System.nanoTime();
          waiter.watch(now.dealer);
          events.add(Event.CONNECTED);
        }
        case REFUSED ->
            events.add(Loopback.isDeserted(address) ? Event.DESERTED : Event.UNREACHABLE);
        case ENDED -> {
          if (greeted == now) {
            takeLast(now);
          }
          events.add(Event.DISCONNECTED);
          lost();
          return;
        }
      }
    }
  }

  /** Takes what has come: the socket is about to go, and its queue with it. */
  private void takeLast(ConnectAttempt ended) {
    for (byte[] frame = ended.dealer.recv(ZMQ.DONTWAIT);
        frame != null;
        frame = ended.dealer.recv(ZMQ.DONTWAIT)) {
      arrived.add(frame);
    }
  }

  private void lost() {
    long now = System.nanoTime();
    boolean wasOfUse = greeted != null && now - greetedSince >= PAUSE_NANOS;
    abandon();
    if (wasOfUse) {
      attempt();
    } else {
      // Whoever listens there takes connections only to end them.
      pausedSince = now;
    }
  }

  private void abandon() {
    ConnectAttempt old = attempt;
    if (greeted != null) {
      greeted = null;
      waiter.watchNothing();
    }
    if (old != null) {
      attempt = null;
      old.abandon();
    }
  }

  @Override
  public void reopen() {
    events.clear();
    arrived.clear();
    if (context.isBroken()) {
      attempt = null;
      greeted = null;
      waiter.watchNothing();
      context = new ZmqContext(name, waiter.waking());
    }
    abandon();
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
    ConnectAttempt open = greeted;
    if (!arrived.isEmpty() || !events.isEmpty()) {
      return;
    }
    if (attempt == null) {
      waiter.await(Math.min(millis, TimeUnit.NANOSECONDS.toMillis(PAUSE_NANOS)));
    } else if (open == null || (open.dealer.getEvents() & ZMQ.Poller.POLLIN) == 0) {
      // Sending takes note of what has come too, after which the waiter is not told of it any more.
      waiter.await(millis);
    }
  }

  @Override
  public void wake() {
    waiter.wake();
  }

  @Override
  public void close() {
    ConnectAttempt open = attempt;
    if (greeted != null) {
      greeted.dealer.close();
    } else if (open != null) {
      open.abandon();
    }
    context.close();
    waiter.close();
  }
}

package dev.zproc.runtime.internal.transport;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMonitor;

/**
 * A {@link ClientSocket} over JeroMQ's DEALER.
 *
 * <p>Threads: made by any thread; owned by the one that then calls {@link #await}.
 */
public final class ZmqClientSocket implements ClientSocket {

  private static final int EVENTS = ZMQ.EVENT_CONNECTED | ZMQ.EVENT_DISCONNECTED | ZMQ.EVENT_CLOSED;

  private final SocketWaiter waiter = new SocketWaiter();
  private final String name;
  private final String address;
  private final int maxFrameBytes;

  private ZmqContext context;
  private ZMQ.Socket dealer;
  private Hook hook;

  private ZmqClientSocket(String name, String address, int maxFrameBytes, int handshakeMillis) {
    this.name = name;
    this.address = address;
    this.maxFrameBytes = maxFrameBytes;
    context = new ZmqContext(name, waiter::wake);
    hook = new Hook();
    dealer = open(handshakeMillis);
  }

  /**
   * Begins to connect.
   *
   * @param name of the socket's threads
   * @param address as {@link ServerSocket#endpoint} gives it
   * @param maxFrameBytes the largest frame
   * @param handshakeMillis how long the first bytes of the connection may take
   * @throws IllegalArgumentException if the address is none
   */
  public static ZmqClientSocket connect(
      String name, String address, int maxFrameBytes, int handshakeMillis) {
    return new ZmqClientSocket(name, address, maxFrameBytes, handshakeMillis);
  }

  private ZMQ.Socket open(int handshakeMillis) {
    ZMQ.Socket socket = ZmqSettings.dealer(context, maxFrameBytes, handshakeMillis);
    socket.setEventHook(hook, EVENTS);
    socket.connect(address);
    waiter.watch(socket);
    return socket;
  }

  @Override
  public byte @Nullable [] receive() {
    return dealer.recv(ZMQ.DONTWAIT);
  }

  @Override
  public boolean send(byte[] frame) {
    return dealer.send(frame, ZMQ.DONTWAIT);
  }

  @Override
  public @Nullable Event event() {
    return hook.events.poll();
  }

  @Override
  public void reopen(int handshakeMillis) {
    dealer.setLinger(0);
    dealer.close();
    if (context.isBroken()) {
      context = new ZmqContext(name, waiter::wake);
    }
    hook = new Hook();
    dealer = open(handshakeMillis);
  }

  @Override
  public boolean isBroken() {
    return context.isBroken();
  }

  @Override
  public void await(long millis) {
    // Sending takes note of what has come too, after which the waiter is not told of it any more.
    if ((dealer.getEvents() & ZMQ.Poller.POLLIN) == 0) {
      waiter.await(millis);
    }
  }

  @Override
  public void wake() {
    waiter.wake();
  }

  @Override
  public void close() {
    dealer.close();
    context.close();
    waiter.close();
  }

  /** What happens to one JeroMQ socket; what happens to one that was given up is told nobody. */
  private final class Hook implements ZEvent.ZEventConsummer {

    final Queue<Event> events = new ConcurrentLinkedQueue<>();

    @Override
    public void consume(ZEvent happened) {
      ZMonitor.Event kind = happened.getEvent();
      switch (kind) {
        case CONNECTED -> events.add(Event.CONNECTED);
        case DISCONNECTED -> events.add(Event.DISCONNECTED);
        // A connection attempt closes its channel when it has failed.
        case CLOSED -> events.add(Event.UNREACHABLE);
        default -> {
          return;
        }
      }
      waiter.wake();
    }
  }
}

package dev.zproc.runtime.internal.transport;

import dev.zproc.jeromq.ZMQ;
import dev.zproc.jeromq.ZMQException;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ServerSocket} over JeroMQ's ROUTER.
 *
 * <p>Threads: made by any thread; owned by the one that then calls {@link #await}.
 */
public final class ZmqServerSocket implements ServerSocket {

  private final SocketWaiter waiter = new SocketWaiter();
  private final TcpConnections connections;

  /** What has come by connections of which it is not known yet whose they are. */
  private final ArrayDeque<Inbound> held = new ArrayDeque<>();

  private final ZmqContext context;
  private final ZMQ.Socket router;
  private final String endpoint;

  private ZmqServerSocket(String name, String address, int maxFrameBytes) {
    connections = new TcpConnections(name, waiter::wake);
    context = new ZmqContext(name, waiter::wake);
    router = ZmqSettings.router(context, maxFrameBytes);
    router.setEventHook(connections, ZMQ.EVENT_ACCEPTED | ZMQ.EVENT_DISCONNECTED);
    try {
      router.bind(address);
    } catch (ZMQException failed) {
      connections.end();
      router.close();
      context.close();
      waiter.close();
      throw failed;
    }
    endpoint = router.getLastEndpoint();
    waiter.watch(router);
  }

  /**
   * Binds a socket.
   *
   * @param name of the socket's threads
   * @param address such as {@code tcp://127.0.0.1:*}
   * @param maxFrameBytes the largest frame; who sends a larger one is disconnected
   * @throws IllegalStateException if the address is in use, or other machines could connect to it
   */
  public static ZmqServerSocket bind(String name, String address, int maxFrameBytes) {
    Loopback.require(address);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return new ZmqServerSocket(name, address, maxFrameBytes);
        } catch (ZMQException failed) {
          if (!ZmqSettings.isInterrupt(failed)) {
            throw new IllegalStateException(
                "cannot listen at "
                    + address
                    + ": "
                    + failed.getMessage()
                    + "; choose another address",
                failed);
          }
          interrupted = true; // just now: it is for whoever waits next
          Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public @Nullable Inbound receive() {
    Inbound next = held.isEmpty() ? null : released();
    while (next == null) {
      next = arrived();
      if (next == null) {
        return null;
      }
      if (!connections.takes(next.peer(), next.frame().length)) {
        next = null;
      } else if (!connections.isChecked(next.peer())) {
        held.add(next);
        next = null;
      }
    }
    return next;
  }

  /** Returns a frame that may be read by now; who sent it has sent none before that is left. */
  private @Nullable Inbound released() {
    connections.update();
    for (Iterator<Inbound> each = held.iterator(); each.hasNext(); ) {
      Inbound frame = each.next();
      if (!connections.knows(frame.peer())) {
        each.remove(); // it has gone, or was turned away
      } else if (connections.isChecked(frame.peer())) {
        each.remove();
        return frame;
      }
    }
    return null;
  }

  private @Nullable Inbound arrived() {
    byte[] id = router.recv(ZMQ.DONTWAIT);
    if (id == null) {
      return null;
    }
    // Not `recv`, because the address of the peer comes with the message only.
    var message = router.recvMsg(ZMQ.DONTWAIT);
    if (message == null) {
      return null;
    }
    Peer peer = new Peer(id);
    if (!connections.knows(peer)) {
      connections.update();
      var properties = message.getMetadata();
      connections.name(peer, properties == null ? null : properties.get("Peer-Address"));
    }
    return new Inbound(peer, message.data());
  }

  @Override
  public Sent send(Peer peer, byte[] frame) {
    try {
      if (!router.send(peer.id(), ZMQ.DONTWAIT | ZMQ.SNDMORE)) {
        return Sent.FULL;
      }
      return router.send(frame, ZMQ.DONTWAIT) ? Sent.YES : Sent.FULL;
    } catch (ZMQException failed) {
      if (failed.getErrorCode() == ZMQ.Error.EHOSTUNREACH.getCode()) {
        return Sent.GONE;
      }
      throw failed;
    }
  }

  @Override
  public @Nullable Peer departed() {
    connections.update();
    return connections.departed();
  }

  @Override
  public void accept(Peer peer) {
    connections.accept(peer);
  }

  @Override
  public void drop(Peer peer) {
    connections.drop(peer);
  }

  @Override
  public void reap() {
    connections.update();
    connections.reap();
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
    // Sending takes note of what has come too, after which the waiter is not told of it any more.
    if ((router.getEvents() & ZMQ.Poller.POLLIN) == 0) {
      waiter.await(millis);
    }
  }

  @Override
  public void wake() {
    waiter.wake();
  }

  @Override
  public void close() {
    connections.end();
    router.close();
    context.close();
    waiter.close();
  }
}

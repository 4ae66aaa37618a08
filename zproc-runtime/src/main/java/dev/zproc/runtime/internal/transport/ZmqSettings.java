package dev.zproc.runtime.internal.transport;

import dev.zproc.jeromq.SocketType;
import dev.zproc.jeromq.ZMQ;
import dev.zproc.jeromq.ZMQException;

/**
 * Makes sockets with every setting that JeroMQ 0.6.0 needs to be safe, apart from what zproc-jeromq
 * mends in it. Never {@code ipc://}, which is TCP on a port that anybody can compute.
 */
final class ZmqSettings {

  /** How many frames wait in JeroMQ for one peer in one direction; 8 MiB of our frames. */
  private static final int HIGH_WATER_FRAMES = 128;

  /** How long a socket that was closed may still send. */
  private static final int LINGER_MILLIS = 200;

  private static final int BACKLOG = 128;

  /** How long a connection may take for its first 64 bytes; 30 seconds unless it is set. */
  private static final int HANDSHAKE_MILLIS = 3_000;

  private static final int RECONNECT_MILLIS = 10;

  private static final int RECONNECT_MAX_MILLIS = 100;

  private ZmqSettings() {}

  /** Whether a call has failed since its thread was interrupted in it. */
  static boolean isInterrupt(ZMQException failed) {
    return failed.getErrorCode() == ZMQ.Error.EINTR.getCode();
  }

  static ZMQ.Socket router(ZmqContext context, int maxFrameBytes) {
    ZMQ.Socket socket = common(context, SocketType.ROUTER, maxFrameBytes);
    socket.setHandshakeIvl(HANDSHAKE_MILLIS);
    socket.setBacklog(BACKLOG);
    // Without it, frames to a full or unknown peer vanish while send says that all is well.
    socket.setRouterMandatory(true);
    // A peer that claims another's identity is ignored.
    socket.setRouterHandover(false);
    return socket;
  }

  /** Makes a connecting socket. */
  static ZMQ.Socket dealer(ZmqContext context, int maxFrameBytes) {
    ZMQ.Socket socket = common(context, SocketType.DEALER, maxFrameBytes);
    socket.setHandshakeIvl(HANDSHAKE_MILLIS);
    socket.setReconnectIVL(RECONNECT_MILLIS);
    socket.setReconnectIVLMax(RECONNECT_MAX_MILLIS);
    // In JeroMQ, false means: queue for live connections only.
    socket.setImmediate(false);
    return socket;
  }

  private static ZMQ.Socket common(ZmqContext context, SocketType type, int maxFrameBytes) {
    ZMQ.Socket socket = context.socket(type);
    socket.setMsgAllocator(new BoundedMsgAllocator(maxFrameBytes));
    socket.setMaxMsgSize(maxFrameBytes);
    socket.setSndHWM(HIGH_WATER_FRAMES);
    socket.setRcvHWM(HIGH_WATER_FRAMES);
    socket.setLinger(LINGER_MILLIS);
    return socket;
  }
}

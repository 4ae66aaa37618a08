package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.child.DecodedArguments;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.transport.Peer;
import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.internal.wire.FrameJoiner;
import dev.zproc.runtime.internal.wire.Handshake;
import dev.zproc.runtime.spi.ChildEntry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One connection of the broker: what is said to a worker over it.
 *
 * <p>Threads: owned by whoever takes the turn of its {@link Broker}.
 */
final class WorkerConnection {

  final Peer peer;
  final int worker;
  final FrameJoiner joiner;
  private final FrameCutter cutter;

  /** How many pings in a row have not been answered, by anything; each was sent when due. */
  int unanswered;

  /** Whether a part of a message has come. */
  boolean isTelling;

  /** By their classes: each call may have an entry of its own. */
  private final Map<Class<?>, Integer> methods = new HashMap<>();

  private final WireWriter record = WireWriter.sharing();

  WorkerConnection(Peer peer, int worker, Handshake keys, int maxResultBytes, long maxHeapBytes) {
    this.peer = peer;
    this.worker = worker;
    int most = (int) Math.min((long) maxResultBytes + SwarmProtocol.SLACK_BYTES, 1L << 30);
    this.joiner = new FrameJoiner(keys.tokenToServer(), most);
    this.cutter = new FrameCutter(keys.tokenToClient());
    cutter.add(SwarmProtocol.welcome(record.clear(), maxResultBytes, maxHeapBytes));
  }

  void tasks(List<Task> tasks) {
    ChildEntry<?> entry = null;
    for (Task task : tasks) {
      if (entry == null || task.entry.getClass() != entry.getClass()) {
        flushRecord(entry);
        entry = task.entry;
        int number = number(entry); // which may be told first, with the same writer
        SwarmProtocol.tasks(record.clear(), number);
      }
      SwarmProtocol.task(record, task);
    }
    flushRecord(entry);
  }

  private void flushRecord(@Nullable ChildEntry<?> entry) {
    if (entry != null) {
      cutter.add(record);
    }
  }

  private int number(ChildEntry<?> entry) {
    Integer known = methods.get(entry.getClass());
    if (known != null) {
      return known;
    }
    int number = methods.size();
    methods.put(entry.getClass(), number);
    cutter.add(
        SwarmProtocol.method(
            record.clear(),
            number,
            entry.getClass().getName(),
            DecodedArguments.closure(entry),
            entry.parameters().size()));
    return number;
  }

  void takeBack() {
    cutter.add(record.clear().u8(SwarmProtocol.TAKE_BACK));
  }

  void cancel(List<Task> tasks) {
    cutter.add(SwarmProtocol.cancel(record.clear(), tasks));
  }

  void ping() {
    cutter.add(record.clear().u8(SwarmProtocol.PING));
  }

  /** Sends what can be sent; returns whether that was all. */
  boolean flush(ServerSocket socket) {
    for (byte[] frame = cutter.next(); frame != null; frame = cutter.next()) {
      ServerSocket.Sent sent = socket.send(peer, frame);
      if (sent != ServerSocket.Sent.YES) {
        return sent == ServerSocket.Sent.GONE; // its process has ended, or soon will have
      }
      cutter.sent();
    }
    return true;
  }
}

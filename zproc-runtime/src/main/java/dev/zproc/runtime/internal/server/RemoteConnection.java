package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.transport.Peer;
import dev.zproc.runtime.internal.transport.ServerSocket;
import dev.zproc.runtime.internal.wire.Envelope;
import dev.zproc.runtime.internal.wire.FrameCutter;
import dev.zproc.runtime.internal.wire.FrameJoiner;
import dev.zproc.runtime.internal.wire.Handshake;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.Welcome;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The connection of a session in another process. Messages become bytes only when the socket takes
 * them, so that a client that does not read costs little.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class RemoteConnection implements Connection {

  /** How much of what many keys have is told in one message, or one key. */
  private static final int MAX_PIECE_BYTES = 256 * 1024;

  final Peer peer;
  final Session session;
  final FrameJoiner joiner;

  private final ServerSocket socket;
  private final FrameCutter cutter;
  private final int maxAnswerBytes;
  private final Outgoing outgoing;
  private final WireWriter record = WireWriter.sharing();
  private int strangeFrames;

  RemoteConnection(
      Peer peer,
      Session session,
      Handshake keys,
      ServerSocket socket,
      Welcome welcome,
      Consumer<Connection> filled) {
    this.peer = peer;
    this.session = session;
    this.socket = socket;
    this.joiner = new FrameJoiner(keys.tokenToServer(), welcome.maxMessageBytes());
    this.cutter = new FrameCutter(keys.tokenToClient());
    this.outgoing = new Outgoing(() -> filled.accept(this));
    this.maxAnswerBytes = welcome.maxAnswerBytes();
    outgoing.welcome(welcome);
  }

  @Override
  public Outgoing outgoing() {
    return outgoing;
  }

  /** Answers a request. */
  void reply(Envelope.Asked asked, Reply reply) {
    if (!(asked.request() instanceof Request.ReadAll all)) {
      outgoing.reply(asked.number(), reply);
    } else if (reply instanceof Reply.FoundAll found) {
      replyInPieces(asked.number(), found);
    } else {
      // Each key is answered, and a failure answers one.
      all.keys().forEach(key -> outgoing.reply(asked.number(), reply));
    }
  }

  /** So that keys which can be read one by one can be read together. */
  private void replyInPieces(long number, Reply.FoundAll found) {
    int most = Math.min(MAX_PIECE_BYTES, maxAnswerBytes / 2);
    List<Reply.@Nullable Present> values = found.values();
    int from = 0;
    long weight = 0;
    for (int i = 0; i < values.size(); i++) {
      weight += Weight.of(values.get(i));
      if (i > from && weight > most) {
        outgoing.reply(number, new Reply.FoundAll(values.subList(from, i), found.revision()));
        from = i;
        weight = Weight.of(values.get(i));
      }
    }
    outgoing.reply(
        number,
        from == 0
            ? found
            : new Reply.FoundAll(values.subList(from, values.size()), found.revision()));
  }

  /**
   * About how many bytes wait that {@code by} has not counted yet; and those of a message half
   * sent.
   */
  long waiting(Weight by) {
    return outgoing.weight(by) + cutter.pendingBytes();
  }

  /** How many bytes have come of a message that is not whole. */
  int arriving() {
    return joiner.gathered();
  }

  /** Counts a frame with another token, and returns how many there have been. */
  int strangeFrame() {
    return ++strangeFrames;
  }

  @Override
  public Flushed flush() {
    while (true) {
      while (!cutter.hasFull() && !outgoing.isEmpty()) {
        encodeNext();
      }
      byte[] frame = cutter.next();
      if (frame == null) {
        return Flushed.ALL;
      }
      ServerSocket.Sent sent = socket.send(peer, frame);
      if (sent != ServerSocket.Sent.YES) {
        return sent == ServerSocket.Sent.FULL ? Flushed.SOME : Flushed.DEAD;
      }
      cutter.sent();
    }
  }

  private void encodeNext() {
    Outgoing.Item item = outgoing.poll();
    if (item == null) {
      return;
    }
    record.clear();
    Welcome welcome = item.welcome();
    Reply reply = item.reply();
    Push push = item.push();
    if (welcome != null) {
      Envelope.welcome(record, welcome);
    } else if (reply != null) {
      encode(item.number(), reply);
    } else if (push != null) {
      encode(item.number(), push);
      return;
    }
    cutter.add(record);
  }

  private void encode(long number, Reply reply) {
    if (Weight.of(reply) <= maxAnswerBytes) {
      Envelope.reply(record, number, reply);
      if (record.size() <= maxAnswerBytes) {
        return;
      }
      record.clear();
    }
    Envelope.reply(record, number, tooLarge());
  }

  private Reply tooLarge() {
    return new Reply.Failed(
        Reply.Cause.REJECTED,
        "the answer has more than "
            + maxAnswerBytes
            + " bytes; ask for fewer keys at a time, or"
            + " raise maxMessageBytes",
        0);
  }

  private void encode(long sequence, Push push) {
    if (Weight.of(push) <= maxAnswerBytes) {
      Envelope.push(record, sequence, push);
      if (record.size() <= maxAnswerBytes) {
        cutter.add(record);
        return;
      }
      record.clear();
    }
    // It can't be told, so it must be said that something was missed.
    if (push instanceof Push.Event event) {
      sendGone(event.ids(), event.event().revision());
    } else if (push instanceof Push.Matched matched) {
      sendGone(matched.ids(), matched.match().revision());
    } else if (push instanceof Push.BirthMatch match) {
      Envelope.push(record, sequence, new Push.BirthGone(match.match().revision()));
      cutter.add(record);
    }
  }

  private void sendGone(long[] ids, long revision) {
    for (long id : ids) {
      record.clear();
      Envelope.push(record, 0, new Push.Gone(id, revision));
      cutter.add(record);
    }
  }
}

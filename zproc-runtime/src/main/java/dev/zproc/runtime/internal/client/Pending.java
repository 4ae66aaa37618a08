package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.ReplyTo;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.RequestCodec;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way, already encoded by who made it.
 *
 * <p>Threads: owned by the thread that does the link's work from the time on that it is taken from
 * the queue.
 */
final class Pending {

  final Request request;
  final byte[] body;

  /** Who is told the reply; null if there is none. */
  final @Nullable ReplyTo to;

  /** Which request of the session it is; 0 until it is sent, and for ever if it is not answered. */
  long number;

  /** On which connection it was sent first, counting from 1; 0 if it has not been sent. */
  long firstSent;

  Pending(Request request, byte[] body, @Nullable ReplyTo to) {
    this.request = request;
    this.body = body;
    this.to = to;
  }

  /** Encodes a request of the link itself, which is small. */
  static Pending of(Request request, @Nullable ReplyTo to) {
    WireWriter out = new WireWriter();
    RequestCodec.write(out, request);
    return new Pending(request, out.toByteArray(), to);
  }

  boolean is(Request.Retry retry) {
    return request.retry() == retry;
  }

  void complete(Reply reply) {
    if (to == null) {
      return;
    }
    if (reply instanceof Reply.Failed failed) {
      to.failed(failed.toException());
    } else {
      to.replied(reply);
    }
  }

  /** Its connection is gone, and it with it; who made it makes it anew. */
  void drop() {
    complete(new Reply.Done());
  }

  void fail(EngineException cause) {
    if (to != null) {
      to.failed(cause);
    }
  }
}

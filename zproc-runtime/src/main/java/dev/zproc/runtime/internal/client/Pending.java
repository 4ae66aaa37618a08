package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.WireWriter;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.ReplyTo;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.RequestCodec;
import org.jspecify.annotations.Nullable;

/**
 * A request on its way.
 *
 * <p>Threads: owned by the thread that does the link's work from the time on that it is to be sent.
 */
abstract class Pending {

  private final Request.Retry retry;
  private final boolean answered;

  /** Which request of the session it is; 0 until it is sent, and for ever if it is not answered. */
  long number;

  /** On which connection it was sent first, counting from 1; 0 if it has not been sent. */
  long firstSent;

  Pending(Request.Retry retry, boolean answered) {
    this.retry = retry;
    this.answered = answered;
  }

  /** One that is encoded already. */
  static Pending of(Request request, byte[] body, @Nullable ReplyTo to) {
    return new Encoded(request, body, to);
  }

  /** Encodes a request of the link itself, which is small. */
  static Pending of(Request request, @Nullable ReplyTo to) {
    WireWriter out = new WireWriter();
    RequestCodec.write(out, request);
    return new Encoded(request, out.toByteArray(), to);
  }

  final boolean is(Request.Retry what) {
    return retry == what;
  }

  /** Whether the server answers it. */
  final boolean isAnswered() {
    return answered;
  }

  /** How many wait for it; 0 if nobody does. */
  abstract int waiting();

  /** How many bytes it has. */
  abstract int bytes();

  /** Whether it is in no hurry: whoever does the link's work next sends it. */
  abstract boolean isLazy();

  /** Writes it as it is to be sent now. */
  abstract void write(WireWriter out);

  /**
   * Tells a reply; returns whether it was the last.
   *
   * @throws dev.zproc.runtime.internal.engine.ProtocolException if it is no reply to this
   */
  abstract boolean reply(Reply reply);

  /** Its connection is gone, and it with it; who made it makes it anew. */
  abstract void drop();

  /** There will be no reply. */
  abstract void fail(EngineException cause);

  /** One that its maker has encoded. */
  private static final class Encoded extends Pending {

    private final boolean lazy;
    private final byte[] body;

    /** Who is told the reply; null if there is none. */
    private final @Nullable ReplyTo to;

    Encoded(Request request, byte[] body, @Nullable ReplyTo to) {
      super(request.retry(), request.answered());
      this.lazy = request instanceof Request.Credit;
      this.body = body;
      this.to = to;
    }

    @Override
    int waiting() {
      return to == null ? 0 : 1;
    }

    @Override
    int bytes() {
      return body.length;
    }

    @Override
    boolean isLazy() {
      return lazy;
    }

    @Override
    void write(WireWriter out) {
      out.raw(body);
    }

    @Override
    boolean reply(Reply reply) {
      if (to != null) {
        if (reply instanceof Reply.Failed failed) {
          to.failed(failed.toException());
        } else {
          to.replied(reply);
        }
      }
      return true;
    }

    @Override
    void drop() {
      reply(new Reply.Done());
    }

    @Override
    void fail(EngineException cause) {
      if (to != null) {
        to.failed(cause);
      }
    }
  }
}

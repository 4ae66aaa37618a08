package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * The records of an open connection: what is said, and which number it has.
 *
 * <pre>
 * client → server   number, number - lowest number still needed, request
 * server → client   0, number of the request, reply
 *                   1, sequence of a kept push or 0, push
 *                   2, welcome
 * </pre>
 *
 * A request with the number 0 is not answered. A number is still needed as long as it belongs to a
 * request that is done {@linkplain Request.Retry#ONCE once} and whose reply has not come.
 *
 * <p>Threads: stateless, and what it reads is immutable.
 */
public final class Envelope {

  private static final int REPLY = 0;
  private static final int PUSH = 1;
  private static final int WELCOME = 2;

  private Envelope() {}

  /**
   * A request as it arrived.
   *
   * @param number which it is within its session, or 0 if it has no reply
   * @param unanswered the lowest number of a request done once whose reply the client still lacks,
   *     or this number
   */
  public record Asked(long number, long unanswered, Request request) {}

  /**
   * What arrived from the server: one of the three is not null.
   *
   * @param number the number of the request, or the sequence of the push
   */
  public record Said(
      long number, @Nullable Reply reply, @Nullable Push push, @Nullable Welcome welcome) {}

  /** Writes what precedes a request. */
  public static void request(WireWriter out, long number, long unanswered) {
    out.varint(number).varint(number == 0 ? 0 : number - unanswered);
  }

  public static void reply(WireWriter out, long number, Reply reply) {
    ReplyCodec.write(out.u8(REPLY).varint(number), reply);
  }

  public static void push(WireWriter out, long sequence, Push push) {
    PushCodec.write(out.u8(PUSH).varint(sequence), push);
  }

  public static void welcome(WireWriter out, Welcome welcome) {
    welcome.write(out.u8(WELCOME));
  }

  /**
   * Reads what a client sent.
   *
   * @throws ProtocolException if it is no request
   */
  public static Asked readAsked(WireReader in) {
    long number = in.varint();
    long distance = in.varint();
    if (number < 0 || distance < 0 || distance > number) {
      throw new ProtocolException("request " + number + " acknowledges " + (number - distance));
    }
    return new Asked(number, number - distance, RequestCodec.read(in));
  }

  /**
   * Reads what the server sent.
   *
   * @throws ProtocolException if it is neither of the three
   */
  public static Said readSaid(WireReader in) {
    int kind = in.u8();
    return switch (kind) {
      case REPLY -> new Said(in.varint(), ReplyCodec.read(in), null, null);
      case PUSH -> new Said(in.varint(), null, PushCodec.read(in), null);
      case WELCOME -> {
        Welcome welcome = Welcome.read(in);
        in.finish();
        yield new Said(0, null, null, welcome);
      }
      default -> throw new ProtocolException("no record has the kind " + kind);
    };
  }
}

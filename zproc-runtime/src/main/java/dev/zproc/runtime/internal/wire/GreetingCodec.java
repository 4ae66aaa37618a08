package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.ProtocolException;
import dev.zproc.runtime.internal.engine.WireReader;
import dev.zproc.runtime.internal.engine.WireWriter;
import org.jspecify.annotations.Nullable;

/**
 * Greetings: six bytes that no frame of an open connection begins with, the version of the
 * protocol, the kind, and fields of fixed length. The first seven bytes are the same in every
 * version, so that two versions can tell each other which they are.
 */
public final class GreetingCodec {

  /** The version that this code speaks. */
  public static final int VERSION = 1;

  private static final long MAGIC = 0x7a70726f6300L;

  private static final int HELLO = 1;
  private static final int CHALLENGE = 2;
  private static final int PROOF = 3;
  private static final int REFUSED = 4;
  private static final int UNKNOWN = 5;
  private static final int VERSION_ONLY = 6;

  private GreetingCodec() {}

  public static byte[] encode(Greeting greeting) {
    if (greeting instanceof Greeting.Hello hello) {
      return begin(HELLO).fixed(hello.session()).raw(hello.nonce()).toByteArray();
    }
    if (greeting instanceof Greeting.Challenge challenge) {
      return begin(CHALLENGE)
          .raw(challenge.clientNonce())
          .raw(challenge.nonce())
          .raw(challenge.proof())
          .toByteArray();
    }
    if (greeting instanceof Greeting.Proof proof) {
      return begin(PROOF).raw(proof.proof()).fixed(proof.link()).fixed(proof.seen()).toByteArray();
    }
    if (greeting instanceof Greeting.OtherVersion) {
      return begin(VERSION_ONLY).toByteArray();
    }
    return begin(greeting instanceof Greeting.Refused ? REFUSED : UNKNOWN).toByteArray();
  }

  private static WireWriter begin(int kind) {
    WireWriter out = new WireWriter();
    for (int shift = 40; shift >= 0; shift -= 8) {
      out.u8((int) (MAGIC >>> shift));
    }
    return out.u8(VERSION).u8(kind);
  }

  /** Whether a frame of an open connection could be mistaken for a greeting with this token. */
  static boolean ambiguous(long token) {
    return token >>> 16 == MAGIC;
  }

  /**
   * Reads a greeting; returns null if {@code frame} is none.
   *
   * @throws ProtocolException if it begins as one and does not go on as one
   */
  public static @Nullable Greeting decode(byte[] frame) {
    if (frame.length < 8) {
      return null;
    }
    WireReader in = new WireReader(frame);
    long head = in.fixed();
    if (head >>> 16 != MAGIC) {
      return null;
    }
    int version = (int) (head >>> 8 & 0xff);
    if (version != VERSION) {
      return new Greeting.OtherVersion(version);
    }
    Greeting greeting = read((int) (head & 0xff), in);
    in.finish();
    return greeting;
  }

  private static Greeting read(int kind, WireReader in) {
    return switch (kind) {
      case HELLO -> new Greeting.Hello(in.fixed(), in.raw(Greeting.NONCE_BYTES));
      case CHALLENGE ->
          new Greeting.Challenge(
              in.raw(Greeting.NONCE_BYTES), in.raw(Greeting.NONCE_BYTES), in.raw(Secret.BYTES));
      case PROOF -> new Greeting.Proof(in.raw(Secret.BYTES), in.fixed(), in.fixed());
      case REFUSED -> new Greeting.Refused();
      case UNKNOWN -> new Greeting.Unknown();
      case VERSION_ONLY -> new Greeting.OtherVersion(VERSION);
      default -> throw new ProtocolException("no greeting has the kind " + kind);
    };
  }
}

package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.WireReader;

/**
 * What is said before a connection belongs to a session. Client and server prove to each other that
 * they know the session's secret, without telling it:
 *
 * <pre>
 * client → server   Hello      session, client nonce
 * server → client   Challenge  client nonce, server nonce, server's proof
 * client → server   Proof      client's proof, which link it is, what it has seen of its kept pushes
 * server → client   the first record of the connection, a {@link Welcome}; or Refused
 * </pre>
 *
 * <p>A server challenges for sessions it does not know too, with a proof that nobody can check, so
 * that nobody learns which sessions there are.
 *
 * <p>Threads: immutable, as are all its kinds; nobody writes to their arrays.
 */
public sealed interface Greeting {

  /** How many bytes a nonce has. */
  int NONCE_BYTES = 32;

  /** A client wants to speak for {@code session}. */
  record Hello(long session, byte[] nonce) implements Greeting {}

  /** The answer to the hello with {@code clientNonce}. */
  record Challenge(byte[] clientNonce, byte[] nonce, byte[] proof) implements Greeting {}

  /**
   * The answer to a challenge.
   *
   * @param link a number that the link has drawn for itself: the numbers of its requests and its
   *     watches mean nothing to another link of the same session
   * @param seen the last kept push that the client has
   */
  record Proof(byte[] proof, long link, long seen) implements Greeting {}

  /** The proof was wrong, or the session is not known: which of them, is not said. */
  record Refused() implements Greeting {}

  /** Nothing was said hello to on this connection: say it (again). */
  record Unknown() implements Greeting {}

  /** The other side speaks this version of the protocol, not ours; the rest can't be understood. */
  record OtherVersion(int version) implements Greeting {}

  /** Returns a number for a link. */
  static long link() {
    return new WireReader(Entropy.bytes(8)).fixed();
  }

  /** Returns a fresh nonce. */
  static byte[] nonce() {
    return Entropy.bytes(NONCE_BYTES);
  }
}

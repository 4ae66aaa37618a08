package dev.zproc.runtime.internal.wire;

import java.nio.ByteBuffer;

/**
 * What both sides of one connection derive from the session's secret and the two nonces: the
 * proofs, and the tokens by which they know each other's frames from then on. The tokens are never
 * sent before the proofs are made, so that whoever takes over an address gains nothing by it.
 */
public final class Handshake {

  private final Secret secret;
  private final byte[] transcript;

  /**
   * Takes up the handshake of one connection.
   *
   * @param session whose secret it is
   */
  public Handshake(Secret secret, long session, byte[] clientNonce, byte[] serverNonce) {
    this.secret = secret;
    this.transcript =
        ByteBuffer.allocate(9 + 2 * Greeting.NONCE_BYTES)
            .put((byte) GreetingCodec.VERSION)
            .putLong(session)
            .put(clientNonce)
            .put(serverNonce)
            .array();
  }

  /** By which the server proves that it knows the secret. */
  public byte[] serverProof() {
    return secret.hash("zproc server", transcript);
  }

  /** By which the client proves it, and what else it says in its {@link Greeting.Proof}. */
  public byte[] clientProof(long link, long seen) {
    byte[] message =
        ByteBuffer.allocate(transcript.length + 16)
            .put(transcript)
            .putLong(link)
            .putLong(seen)
            .array();
    return secret.hash("zproc client", message);
  }

  /** Whether two proofs are the same; takes the same time whatever they are. */
  public static boolean same(byte[] left, byte[] right) {
    return Secret.same(left, right);
  }

  /** With which the client's frames begin. */
  public long tokenToServer() {
    return token("zproc token to server");
  }

  /** With which the server's frames begin. */
  public long tokenToClient() {
    return token("zproc token to client");
  }

  private long token(String label) {
    long token = ByteBuffer.wrap(secret.hash(label, transcript)).getLong();
    return GreetingCodec.ambiguous(token) ? ~token : token;
  }
}

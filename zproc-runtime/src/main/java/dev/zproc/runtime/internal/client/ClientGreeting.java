package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.internal.wire.Handshake;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of the greeting on one connection.
 *
 * <p>Threads: owned by the thread that does the link's work.
 */
final class ClientGreeting {

  private final String endpoint;
  private final long session;
  private final Secret secret;
  private final long link;
  private byte[] nonce = new byte[0];
  private @Nullable Handshake keys;

  /**
   * Makes the greeting of one connection.
   *
   * @param endpoint where the server is
   * @param session for whom it is, or the number of a role
   * @param secret by which that is proved
   * @param link the number of the link
   */
  ClientGreeting(String endpoint, long session, Secret secret, long link) {
    this.endpoint = endpoint;
    this.session = session;
    this.secret = secret;
    this.link = link;
  }

  /** Returns a fresh hello; answers to the ones before are not heeded any more. */
  byte[] hello() {
    nonce = Greeting.nonce();
    return GreetingCodec.encode(new Greeting.Hello(session, nonce));
  }

  /**
   * Checks that the server knows the secret, and returns the proof that we do too; null if the
   * challenge answers an old hello.
   *
   * @param seen the last kept push that has come
   * @throws RefusedException if it does not
   */
  byte @Nullable [] prove(Greeting.Challenge challenge, long seen) {
    if (!Arrays.equals(challenge.clientNonce(), nonce)) {
      return null;
    }
    Handshake made = new Handshake(secret, session, nonce, challenge.nonce());
    if (!Handshake.same(made.serverProof(), challenge.proof())) {
      throw refused(" did not prove that it knows the secret of session ");
    }
    keys = made;
    return GreetingCodec.encode(new Greeting.Proof(made.clientProof(link, seen), link, seen));
  }

  /** Returns why the server does not let this session in. */
  RefusedException refused() {
    return refused(" refused session ");
  }

  private RefusedException refused(String how) {
    if (Role.ofDoor(session) != null) {
      return new RefusedException(
          "the state server at "
              + endpoint
              + " and these credentials do not know each other: they are those of another server, or"
              + " of a role that it lets nobody in for, or another program listens there",
          true);
    }
    return new RefusedException(
        "the state server at "
            + endpoint
            + how
            + session
            + ": the session has ended, or the secret is wrong, or another program listens there");
  }

  /** Returns why there can be no talk with a server of another version. */
  RefusedException otherVersion(int theirs) {
    return new RefusedException(
        "the state server at "
            + endpoint
            + " speaks version "
            + theirs
            + " of the protocol, and this process version "
            + GreetingCodec.VERSION
            + ": use the same version of zproc for both");
  }

  /** What both sides derive the tokens from, once a proof has been sent; null before. */
  @Nullable Handshake keys() {
    return keys;
  }

  /** The server will not let this session in, now or later. */
  static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Whether it is for want of the right secret. */
    private final boolean denied;

    RefusedException(String message) {
      this(message, false);
    }

    RefusedException(String message, boolean denied) {
      super(message);
      this.denied = denied;
    }

    /** What whoever waits for the first connection is told. */
    EngineException toException() {
      String message = String.valueOf(getMessage());
      return denied ? new EngineException.Denied(message) : new EngineException.Closed(message);
    }
  }
}

package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.GreetingCodec;
import dev.zproc.runtime.internal.wire.Handshake;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The worker's side of the greeting: both prove that they know the worker's secret.
 *
 * <p>Threads: owned by the thread {@code zproc-swarm-link}.
 */
final class WorkerGreeting {

  private final long worker;
  private final Secret secret;
  private byte[] nonce = new byte[0];
  private @Nullable Handshake keys;

  WorkerGreeting(long worker, Secret secret) {
    this.worker = worker;
    this.secret = secret;
  }

  byte[] hello() {
    nonce = Greeting.nonce();
    return GreetingCodec.encode(new Greeting.Hello(worker, nonce));
  }

  /**
   * Returns the answer to what the other side has said; null if there is none.
   *
   * @throws IllegalStateException if it is not the broker, or does not want this worker
   */
  byte @Nullable [] answer(Greeting greeting) {
    if (greeting instanceof Greeting.Challenge challenge) {
      if (!Arrays.equals(challenge.clientNonce(), nonce)) {
        return null; // to an earlier hello
      }
      Handshake made = new Handshake(secret, worker, nonce, challenge.nonce());
      if (!Handshake.same(made.serverProof(), challenge.proof())) {
        throw new IllegalStateException("what listens there does not know the worker's secret");
      }
      keys = made;
      return GreetingCodec.encode(new Greeting.Proof(made.clientProof(0, 0), 0, 0));
    }
    if (greeting instanceof Greeting.Refused) {
      throw new IllegalStateException("the swarm does not want this worker any more");
    }
    if (greeting instanceof Greeting.OtherVersion) {
      throw new IllegalStateException("the swarm runs another release of zproc");
    }
    return greeting instanceof Greeting.Unknown ? hello() : null;
  }

  /** What the frames of the connection are known by, once a proof was made; null before. */
  @Nullable Handshake keys() {
    return keys;
  }
}

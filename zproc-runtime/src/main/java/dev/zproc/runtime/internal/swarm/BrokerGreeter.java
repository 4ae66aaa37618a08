package dev.zproc.runtime.internal.swarm;

import dev.zproc.runtime.internal.transport.Peer;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.Handshake;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The broker's side of the greeting. A worker that does not exist is challenged like any other,
 * with a secret that nobody knows; and each is let in once.
 *
 * <p>Threads: owned by whoever takes the turn of its {@link Broker}.
 */
final class BrokerGreeter {

  /** How many peers may be between hello and proof; the oldest gives way. */
  private static final int MAX_PENDING = 1024;

  private record Challenged(long worker, Handshake keys) {}

  /** A worker that has proved who it is. */
  record Proved(int worker, Handshake keys) {}

  /** What a greeting comes to: an answer for the peer, or a proof; or neither. */
  record Greeted(@Nullable Greeting answer, @Nullable Proved proved) {}

  private final Map<Integer, Secret> secrets = new HashMap<>();
  private final Secret decoy = Secret.random();

  private final Map<Peer, Challenged> pending =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Peer, Challenged> eldest) {
          return size() > MAX_PENDING;
        }
      };

  /** Makes the secret of a worker that is to come. */
  byte[] expect(int worker) {
    Secret secret = Secret.random();
    secrets.put(worker, secret);
    return secret.reveal();
  }

  void forget(int worker) {
    secrets.remove(worker);
  }

  void forget(Peer peer) {
    pending.remove(peer);
  }

  Greeted greet(Peer peer, Greeting greeting) {
    if (greeting instanceof Greeting.Hello hello) {
      Secret secret = secret(hello.session());
      byte[] nonce = Greeting.nonce();
      Handshake keys =
          new Handshake(secret == null ? decoy : secret, hello.session(), hello.nonce(), nonce);
      pending.remove(peer);
      pending.put(peer, new Challenged(hello.session(), keys));
      return new Greeted(new Greeting.Challenge(hello.nonce(), nonce, keys.serverProof()), null);
    }
    if (greeting instanceof Greeting.Proof proof) {
      return prove(peer, proof);
    }
    return new Greeted(greeting instanceof Greeting.OtherVersion ? greeting : null, null);
  }

  private Greeted prove(Peer peer, Greeting.Proof proof) {
    Challenged asked = pending.remove(peer);
    if (asked == null) {
      return new Greeted(new Greeting.Unknown(), null);
    }
    boolean right =
        Handshake.same(asked.keys().clientProof(proof.link(), proof.seen()), proof.proof());
    if (!right || secret(asked.worker()) == null) {
      return new Greeted(new Greeting.Refused(), null);
    }
    int worker = (int) asked.worker();
    secrets.remove(worker);
    return new Greeted(null, new Proved(worker, asked.keys()));
  }

  private @Nullable Secret secret(long worker) {
    return worker > 0 && worker <= Integer.MAX_VALUE ? secrets.get((int) worker) : null;
  }
}

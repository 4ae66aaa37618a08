package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.transport.Peer;
import dev.zproc.runtime.internal.wire.Greeting;
import dev.zproc.runtime.internal.wire.Handshake;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The server's side of the greeting: says who a peer is once it has proved that. A session that
 * does not exist is challenged like any other, with a secret that nobody knows.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Greeter {

  /** How many peers may be between hello and proof; the oldest gives way. */
  private static final int MAX_PENDING = 1024;

  private record Challenged(long session, boolean known, Handshake keys) {}

  /**
   * A peer that has proved who it is.
   *
   * @param session whose process it is; null for a guest that has none yet
   * @param guest the role of such a one
   * @param link which link of the session it is
   * @param seen the last kept push that it has seen
   */
  record Proved(
      @Nullable Session session, @Nullable Role guest, Handshake keys, long link, long seen) {}

  /** What a greeting comes to: an answer for the peer, or a proof; or neither. */
  record Greeted(@Nullable Greeting answer, @Nullable Proved proved) {}

  private static final Greeted NOTHING = new Greeted(null, null);

  private final Sessions sessions;
  private final Map<Role, Secret> doors;
  private final Secret decoy = Secret.random();

  private final Map<Peer, Challenged> pending =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Peer, Challenged> eldest) {
          return size() > MAX_PENDING;
        }
      };

  private long refused;

  Greeter(Sessions sessions, Map<Role, Secret> doors) {
    this.sessions = sessions;
    this.doors = doors;
  }

  Greeted greet(Peer peer, Greeting greeting) {
    if (greeting instanceof Greeting.Hello hello) {
      return new Greeted(challenge(peer, hello), null);
    }
    if (greeting instanceof Greeting.Proof proof) {
      return prove(peer, proof);
    }
    if (greeting instanceof Greeting.OtherVersion other) {
      return new Greeted(other, null);
    }
    return NOTHING;
  }

  private Greeting challenge(Peer peer, Greeting.Hello hello) {
    Secret secret = secretOf(hello.session());
    byte[] nonce = Greeting.nonce();
    Handshake keys =
        new Handshake(secret == null ? decoy : secret, hello.session(), hello.nonce(), nonce);
    pending.remove(peer);
    pending.put(peer, new Challenged(hello.session(), secret != null, keys));
    return new Greeting.Challenge(hello.nonce(), nonce, keys.serverProof());
  }

  private @Nullable Secret secretOf(long id) {
    Role guest = Role.ofDoor(id);
    if (guest != null) {
      return doors.get(guest);
    }
    Session session = sessions.find(id);
    return session == null ? null : session.secret;
  }

  private Greeted prove(Peer peer, Greeting.Proof proof) {
    Challenged asked = pending.remove(peer);
    if (asked == null) {
      return new Greeted(new Greeting.Unknown(), null);
    }
    boolean right =
        Handshake.same(asked.keys().clientProof(proof.link(), proof.seen()), proof.proof());
    Role guest = Role.ofDoor(asked.session());
    Session session = guest == null ? sessions.find(asked.session()) : null;
    if (!right || !asked.known() || (session == null && guest == null)) {
      refused++;
      return new Greeted(new Greeting.Refused(), null);
    }
    return new Greeted(null, new Proved(session, guest, asked.keys(), proof.link(), proof.seen()));
  }

  void forget(Peer peer) {
    pending.remove(peer);
  }

  /** How many proofs were wrong so far. */
  long refused() {
    return refused;
  }
}

package dev.zproc.runtime.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Secrets, proofs and tokens. */
class SecretTest {

  @Test
  void theHashIsHmacSha256() throws Exception {
    Secret secret = Secret.random();
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.reveal(), "HmacSHA256"));
    mac.update("label\0".getBytes("US-ASCII"));

    assertThat(secret.hash("label", new byte[] {1, 2, 3}))
        .isEqualTo(mac.doFinal(new byte[] {1, 2, 3}));
  }

  @Test
  void aSecretDoesNotShow() {
    Secret secret = Secret.random();

    assertThat(secret.toString()).isEqualTo("***");
    assertThat(new Reveals(secret).toString()).isEqualTo("Reveals[secret=***]");
    assertThat(secret.hashCode()).isEqualTo(Secret.random().hashCode());
  }

  private record Reveals(Secret secret) {}

  @Test
  void aSecretIsTakenUpAgain() {
    Secret secret = Secret.random();

    assertThat(Secret.of(secret.reveal())).isEqualTo(secret);
    assertThatThrownBy(() -> Secret.of(new byte[31])).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void everyChildHasAnotherSecret() {
    Secret secret = Secret.random();
    Set<String> all = new HashSet<>();
    for (long session = 1; session <= 1_000; session++) {
      all.add(java.util.Arrays.toString(secret.child(session).reveal()));
    }

    assertThat(all).hasSize(1_000);
    assertThat(secret.child(7)).isEqualTo(secret.child(7)).isNotEqualTo(secret);
  }

  @Test
  void proofsAndTokensDependOnEverything() {
    Secret secret = Secret.random();
    byte[] one = Greeting.nonce();
    byte[] two = Greeting.nonce();
    Handshake keys = new Handshake(secret, 6, one, two);
    Set<String> all = new HashSet<>();
    for (Handshake each :
        new Handshake[] {
          keys,
          new Handshake(Secret.random(), 6, one, two),
          new Handshake(secret, 7, one, two),
          new Handshake(secret, 6, two, one),
          new Handshake(secret, 6, one, one)
        }) {
      all.add(java.util.Arrays.toString(each.serverProof()));
      all.add(java.util.Arrays.toString(each.clientProof(0, 0)));
      all.add(java.util.Arrays.toString(each.clientProof(0, 1)));
      all.add(java.util.Arrays.toString(each.clientProof(1, 0)));
      all.add(Long.toString(each.tokenToServer()));
      all.add(Long.toString(each.tokenToClient()));
    }

    assertThat(all).hasSize(30);
    assertThat(new Handshake(secret, 6, one, two).serverProof()).isEqualTo(keys.serverProof());
  }
}

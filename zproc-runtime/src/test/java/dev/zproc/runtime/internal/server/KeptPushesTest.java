package dev.zproc.runtime.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.wire.Push;
import org.junit.jupiter.api.Test;

/** What is kept until it was seen is bounded for each session, and for all of them together. */
class KeptPushesTest {

  private static final int EACH = 10_000;

  private static final Push PUSH = new Push.FromParent((byte) 1, Bytes.wrap(new byte[EACH]));

  private final KeptPushes.Budget budget = new KeptPushes.Budget(16 * EACH);

  @Test
  void aSessionHasAQuarter() {
    KeptPushes kept = new KeptPushes(1, budget);
    assertThat(kept.maxBytes()).isEqualTo(4 * EACH);
    for (int i = 0; i < 4; i++) {
      assertThat(kept.hasRoom()).isTrue();
      kept.keep(PUSH);
    }
    assertThat(kept.hasRoom()).isFalse();
    kept.seen((1L << 40) + 1);
    assertThat(kept.hasRoom()).isTrue();
    assertThat(new KeptPushes(1, new KeptPushes.Budget(8L << 30)).maxBytes()).isEqualTo(64 << 20);
  }

  @Test
  void allTogetherHaveTheWhole() {
    KeptPushes[] sessions = new KeptPushes[8];
    int pushes = 0;
    for (int i = 0; i < sessions.length; i++) {
      sessions[i] = new KeptPushes(1, budget);
      for (int j = 0; j < 3 && sessions[i].hasRoom(); j++) {
        sessions[i].keep(PUSH);
        pushes++;
      }
    }
    assertThat(pushes).isBetween(14, 16);
    KeptPushes another = new KeptPushes(1, budget);
    assertThat(another.hasRoom()).isFalse();
    sessions[0].clear();
    assertThat(another.hasRoom()).isTrue();
  }
}

package dev.zproc.runtime.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.testing.EveryDepth;
import org.junit.jupiter.api.Test;

class TransactionGuardTest {

  @Test
  void whatIsNoPartOfItIsForbiddenUntilItIsOver() {
    TransactionGuard.inside(
        () -> {
          assertThatThrownBy(TransactionGuard::forbid).isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(() -> TransactionGuard.inside(() -> 1))
              .isInstanceOf(IllegalStateException.class);
          assertThatThrownBy(TransactionGuard::forbid).isInstanceOf(IllegalStateException.class);
          return null;
        });
    TransactionGuard.forbid();
    assertThat(TransactionGuard.<Integer>inside(() -> 1)).isEqualTo(1);
  }

  @Test
  void aStackThatOverflowsLeavesNoThreadInside() throws Exception {
    EveryDepth.run(
        () -> TransactionGuard.inside(() -> null),
        () -> {
          TransactionGuard.forbid();
          TransactionGuard.inside(() -> null);
        });
  }
}

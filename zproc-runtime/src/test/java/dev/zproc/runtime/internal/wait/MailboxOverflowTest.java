package dev.zproc.runtime.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.testing.DeepStack;
import dev.zproc.runtime.testing.Engines;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A stack that overflows as it takes something holds up nobody who puts, and nobody else. */
class MailboxOverflowTest {

  private static final int ROUNDS = Boolean.getBoolean("zproc.full") ? 20_000 : 1_000;

  private static final class Letters extends Mailbox<Integer> {

    Letters(Lead lead) {
      super(lead);
    }
  }

  @Test
  void theNextIsPutAndTaken() throws Exception {
    try (Engines engines = new Engines()) {
      Letters letters = new Letters(engines.root.lead());
      letters.opened();
      Random random = new Random(20_261_130);
      DeepStack stack = new DeepStack(random.nextLong());
      Runnable[] asked = {
        letters::poll,
        letters::isOver,
        () -> letters.take(Deadline.after(Duration.ofNanos(1)), "of a test"),
        () -> letters.take(Deadline.after(Duration.ofMillis(1)), "of a test")
      };
      int overflowed = 0;
      for (int i = 0; i < ROUNDS; i++) {
        Runnable ask = asked[random.nextInt(asked.length)];
        if (random.nextBoolean()) {
          letters.put(-1);
        }
        if (stack.run(ask) != null) {
          overflowed++;
        }
        int sent = i;
        CompletableFuture<@Nullable Integer> done = new CompletableFuture<>();
        Thread other =
            new Thread(
                () -> {
                  letters.put(sent);
                  Integer last = -1;
                  while (last != null && last != sent) {
                    last = letters.take(Deadline.after(Duration.ofSeconds(20)), "of a test");
                  }
                  done.complete(last);
                });
        other.setDaemon(true); // it may wait for ever
        other.start();
        assertThat(done.get(40, TimeUnit.SECONDS)).isEqualTo(sent);
      }
      assertThat(overflowed).isPositive();
    }
  }
}

package dev.zproc.runtime.internal.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.testing.DeepStack;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A stack that overflows as it encodes or decodes spoils neither for the threads after it. */
class CodecOverflowTest {

  private static final int ROUNDS = Boolean.getBoolean("zproc.full") ? 20_000 : 1_000;

  private static final List<List<Integer>> VALUE = List.of(List.of(1, 2), List.of(3));

  private final CodecType<List<List<Integer>>> type = Codecs.list(Codecs.list(Codecs.INT));

  @Test
  void othersEncodeAndDecodeAsEver() throws Exception {
    DeepStack stack = new DeepStack(20_261_130);
    thereAndBack();
    int overflowed = 0;
    for (int i = 0; i < ROUNDS; i++) {
      if (stack.run(this::thereAndBack) != null) {
        overflowed++;
      }
      CompletableFuture<Void> done = new CompletableFuture<>();
      Thread other =
          new Thread(
              () -> {
                try {
                  thereAndBack();
                  done.complete(null);
                } catch (RuntimeException | Error failed) {
                  done.completeExceptionally(failed);
                }
              });
      other.setDaemon(true); // it may wait for ever
      other.start();
      done.get(20, TimeUnit.SECONDS);
    }
    assertThat(overflowed).isPositive();
  }

  private void thereAndBack() {
    assertThat(type.decode(type.encode(VALUE)).equals(VALUE)).isTrue();
  }
}

package dev.zproc.runtime.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.fixtures.ForwardingEngine;
import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.testing.Engines;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class PipelineTest {

  private static final Bytes KEY = Engines.key("a");
  private static final Commit COMMIT = Commit.of(new Operation.Delete(KEY));

  /** One whose requests fail as they are made, as in a JVM without memory. */
  private static final class Failing extends ForwardingEngine {
    private boolean fails = true;

    Failing(StateEngine engine) {
      super(engine);
    }

    @Override
    public int maxRequests() {
      return 4;
    }

    @Override
    public @Nullable ReadResult peek(Bytes key) {
      return null;
    }

    private void fail() {
      if (fails) {
        throw new OutOfMemoryError("of a test");
      }
    }

    @Override
    public void read(Bytes key, Answer<ReadResult> answer) {
      fail();
      super.read(key, answer);
    }

    @Override
    public void range(KeyRange range, long revision, Answer<RangeResult> answer) {
      fail();
      super.range(range, revision, answer);
    }

    @Override
    public void commit(Commit commit, Answer<CommitResult> answer) {
      fail();
      super.commit(commit, answer);
    }
  }

  @Test
  @Timeout(20)
  void whatCouldNotBeAskedForTakesNoRoom() {
    try (Engines engines = new Engines()) {
      Failing engine = new Failing(engines.root);
      Pipeline pipeline = new Pipeline(engine);
      for (int i = 0; i < 10; i++) {
        assertThatThrownBy(() -> commit(pipeline)).hasMessage("of a test");
        assertThatThrownBy(() -> pipeline.read(KEY, seen -> {}, Function.identity()))
            .hasMessage("of a test");
        assertThatThrownBy(
                () -> pipeline.range(KeyRange.single(KEY), seen -> {}, Function.identity()))
            .hasMessage("of a test");
      }
      assertThat(pipeline.isCommitting()).isFalse();
      engine.fails = false;
      assertThat(commit(pipeline).join().committed()).isTrue();
    }
  }

  private static CompletableFuture<CommitResult> commit(Pipeline pipeline) {
    return pipeline.commit(COMMIT, seen -> {}, Function.identity());
  }
}

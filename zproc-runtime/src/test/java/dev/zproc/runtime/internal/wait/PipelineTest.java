package dev.zproc.runtime.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.fixtures.ForwardingEngine;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.client.LinkOptions;
import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.server.ServerOptions;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.testing.CalmTime;
import dev.zproc.runtime.testing.Engines;
import dev.zproc.runtime.testing.FaultProxy;
import dev.zproc.runtime.testing.Wires;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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

  /** Each holds a thread that calls callbacks, until one more callback has been called. */
  @Test
  @Timeout(100)
  void callbacksMayWaitForCallbacksHoweverManyDo() {
    try (Engines engines = new Engines()) {
      Pipeline pipeline = new Pipeline(engines.child());
      CompletableFuture<?>[] all = new CompletableFuture<?>[CallbackThreads.MAX_THREADS + 50];
      for (int i = 0; i < all.length; i++) {
        all[i] =
            commit(pipeline)
                .thenApply(first -> commit(pipeline).thenApply(CommitResult::revision).join());
      }
      assertThat(CompletableFuture.allOf(all)).succeedsWithin(80, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @EnumSource(Wires.class)
  @Timeout(60)
  void aFutureThatAnotherThreadEndsWakesWhoWaitsForIt(Wires wires) {
    try (Engines engines = new Engines(wires, ServerOptions.DEFAULTS)) {
      FaultProxy proxy = new FaultProxy(engines.server.endpoint(), 1);
      EngineSession session =
          engines.connect(
              LinkOptions.to(Engines.get(engines.root.birth(BirthSpec.NOW)))
                  .withEndpoint(proxy.endpoint()));
      Pipeline pipeline = new Pipeline(session);
      Engines.get(session.ping());
      proxy.hold();
      long start = CalmTime.nanos();
      assertThatThrownBy(() -> commit(pipeline).orTimeout(200, TimeUnit.MILLISECONDS).join())
          .hasCauseInstanceOf(TimeoutException.class);
      CompletableFuture<CommitResult> cancelled = commit(pipeline);
      after(200, () -> cancelled.cancel(false));
      assertThatThrownBy(cancelled::join).isInstanceOf(CancellationException.class);
      CompletableFuture<?> asked = session.ping();
      after(200, () -> asked.cancel(false));
      assertThatThrownBy(asked::join).isInstanceOf(CancellationException.class);
      // Else the first sign of life that is asked for, after 3 s, would have woken them.
      assertThat(CalmTime.nanos() - start).isLessThan(TimeUnit.SECONDS.toNanos(2));
      proxy.close();
    }
  }

  private static void after(long millis, Runnable action) {
    CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS).execute(action);
  }

  private static CompletableFuture<CommitResult> commit(Pipeline pipeline) {
    return pipeline.commit(COMMIT, seen -> {}, Function.identity());
  }
}

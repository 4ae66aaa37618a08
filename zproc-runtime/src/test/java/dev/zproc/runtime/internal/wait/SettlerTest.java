package dev.zproc.runtime.internal.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.testing.DeepStack;
import dev.zproc.runtime.testing.Engines;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What hangs on futures is called, also after something has failed for want of memory or stack. */
class SettlerTest {

  /** Fails as if there were no memory, where it is to. */
  private static final class Failing implements Executor {
    private final Executor executor;
    private volatile boolean fails;

    Failing(Executor executor) {
      this.executor = executor;
    }

    @Override
    public void execute(Runnable task) {
      if (fails) {
        throw new OutOfMemoryError("of a test");
      }
      executor.execute(task);
    }
  }

  private final Failing threads = new Failing(new CallbackThreads(8));
  private final Queue<Runnable> looks = new ConcurrentLinkedQueue<>();
  private final Failing later = new Failing(looks::add);
  private final Engines engines = new Engines();
  private final Pipeline pipeline = new Pipeline(engines.root, new Settler(threads, later));

  @AfterEach
  void close() {
    engines.close();
  }

  private PipelinedFuture<String, String> future() {
    return new PipelinedFuture<>(pipeline, 0, seen -> {}, Function.identity());
  }

  private static void assertCalled(CompletableFuture<String> called) {
    assertThat(called).succeedsWithin(20, TimeUnit.SECONDS).isEqualTo("answer");
  }

  @Test
  void whatCouldNotBeginBeginsWithTheNext() {
    PipelinedFuture<String, String> first = future();
    CompletableFuture<String> called = first.thenApply(Function.identity());
    threads.fails = true;
    assertThatThrownBy(() -> first.done("answer")).hasMessage("of a test");
    threads.fails = false;
    PipelinedFuture<String, String> next = future();
    CompletableFuture<String> calledNext = next.thenApply(Function.identity());
    next.done("answer");
    assertCalled(calledNext);
    assertCalled(called);
  }

  @Test
  void anAnswerThatIsToldAgainIsTakenThen() {
    PipelinedFuture<String, String> first = future();
    CompletableFuture<String> called = first.thenApply(Function.identity());
    threads.fails = true;
    assertThatThrownBy(() -> first.done("answer")).hasMessage("of a test");
    threads.fails = false;
    first.done("answer");
    assertCalled(called);
  }

  @Test
  void itGoesOnThoughNobodyCanLook() {
    later.fails = true;
    for (int i = 0; i < 3; i++) {
      PipelinedFuture<String, String> next = future();
      CompletableFuture<String> called = next.thenApply(Function.identity());
      next.done("answer");
      assertCalled(called);
    }
  }

  @Test
  void whatIsStuckIsSeenThoughALookHasFailed() throws Exception {
    CompletableFuture<Void> stuck = new CompletableFuture<>();
    CompletableFuture<Void> let = new CompletableFuture<>();
    try {
      PipelinedFuture<String, String> first = future();
      first.thenRun(
          () -> {
            stuck.complete(null);
            let.join();
          });
      first.done("answer");
      stuck.get(20, TimeUnit.SECONDS);
      later.fails = true;
      try {
        looks.remove().run();
      } catch (OutOfMemoryError noMemory) {
        // Nobody has to take it.
      }
      later.fails = false;
      PipelinedFuture<String, String> next = future();
      CompletableFuture<String> called = next.thenApply(Function.identity());
      next.done("answer");
      looks.remove().run();
      assertCalled(called);
    } finally {
      let.complete(null);
    }
  }

  @Test
  void aStackThatOverflowsKeepsNoOtherFromBeingCalled() throws Exception {
    int rounds = Boolean.getBoolean("zproc.full") ? 20_000 : 1_000;
    DeepStack stack = new DeepStack(20_261_130);
    int overflowed = 0;
    for (int i = 0; i < rounds; i++) {
      looks.clear();
      PipelinedFuture<String, String> deep = future();
      CompletableFuture<String> calledDeep = deep.thenApply(Function.identity());
      boolean toldAgain = stack.run(() -> deep.done("answer")) != null;
      PipelinedFuture<String, String> next = future();
      CompletableFuture<String> called = next.thenApply(Function.identity());
      next.done("answer");
      assertCalled(called);
      if (toldAgain) {
        overflowed++;
        deep.done("answer");
      }
      assertCalled(calledDeep);
    }
    assertThat(overflowed).isPositive();
  }
}

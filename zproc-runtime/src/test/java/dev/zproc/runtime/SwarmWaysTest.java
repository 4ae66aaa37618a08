package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.internal.swarm.Batch;
import dev.zproc.runtime.internal.swarm.Broker;
import dev.zproc.runtime.internal.swarm.Completions;
import dev.zproc.runtime.internal.swarm.IdleWorkers;
import dev.zproc.runtime.internal.swarm.Task;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is waited for where a swarm is closed, of one whose worker does nothing. */
@Timeout(60)
class SwarmWaysTest {

  private static final Call<Void> CALL =
      Call.of(
          new ChildEntry<>("Tests", "task", ValueTypes.VOID) {
            @Override
            public Void run(Invocation in) {
              throw new UnsupportedOperationException("nobody runs it");
            }
          });

  private final Broker broker = IdleWorkers.broker();
  private final Completions completions = new Completions(broker);
  private final DrawnTasks drawn = new DrawnTasks(completions, false);

  @AfterEach
  void end() {
    broker.close("the test is over", false);
  }

  private Task task() {
    return SwarmResults.task(new Batch(0, 0), CALL, 0, completions);
  }

  private static List<CompletableFuture<Void>> endingsForAnother(SwarmWays ways) {
    return CompletableFuture.supplyAsync(ways::endings, task -> new Thread(task).start()).join();
  }

  /** Which nobody has begun, and so nobody would ever say that it is left. */
  @Test
  void aWayThatIsRefusedIsNotWaitedFor() {
    List<CompletableFuture<Void>> seen = new ArrayList<>();
    AtomicInteger asked = new AtomicInteger();
    AtomicReference<SwarmWays> ways = new AtomicReference<>();
    ways.set(
        new SwarmWays(
            broker,
            1,
            0,
            1 << 20,
            () -> {
              if (asked.incrementAndGet() > 1) {
                seen.addAll(endingsForAnother(ways.get()));
                throw new ContextClosedException("closed");
              }
            }));
    assertThatThrownBy(() -> ways.get().map(List.of(1), i -> CALL))
        .isInstanceOf(ContextClosedException.class);
    assertThat(seen).hasSize(1).allMatch(CompletableFuture::isDone);
    assertThat(endingsForAnother(ways.get())).isEmpty();
  }

  @Test
  void nobodyWaitsForWhoClosesItMeanwhile() {
    SwarmWays ways = new SwarmWays(broker, 1, 0, 1 << 20, () -> {});
    List<CompletableFuture<Void>> others = new ArrayList<>();
    assertThatThrownBy(
            () ->
                ways.map(
                    List.of(1),
                    i -> {
                      others.addAll(endingsForAnother(ways));
                      assertThat(others).hasSize(1).noneMatch(CompletableFuture::isDone);
                      assertThat(ways.endings()).allMatch(CompletableFuture::isDone);
                      assertThat(others).allMatch(CompletableFuture::isDone);
                      throw new IllegalStateException("that is all");
                    }))
        .hasMessage("that is all");
  }

  @Test
  void whatWasDrawnIsHandedOverWhereItIsClosed() throws Exception {
    assertThat(drawn.begin()).isTrue();
    drawn.given();
    drawn.add(task());
    CompletableFuture<Void> done = drawn.close();
    assertThat(done).isNotDone();
    assertThat(drawn.size()).isZero();
    assertThat(drawn.begin()).as("draws more").isFalse();
    broker.close("closed", false);
    done.get(30, TimeUnit.SECONDS);
    assertThat(completions.take(1)).hasSize(1);
  }

  @Test
  void whatIsBeingMadeOfAnItemIsWaitedFor() throws Exception {
    drawn.begin();
    CompletableFuture<Void> done = drawn.close();
    drawn.given();
    assertThatThrownBy(() -> done.get(1_200, TimeUnit.MILLISECONDS)) // more than a source has
        .isInstanceOf(TimeoutException.class);
    drawn.add(task());
    assertThat(drawn.size()).isZero();
    broker.close("closed", false);
    done.get(30, TimeUnit.SECONDS);
  }

  @Test
  void aSourceThatGivesNothingIsNotWaitedForForEver() throws Exception {
    drawn.begin();
    drawn.close().get(30, TimeUnit.SECONDS);
  }

  @Test
  void whatWillNeverComeIsNotWaitedFor() throws Exception {
    drawn.begin();
    drawn.given();
    CompletableFuture<Void> done = drawn.close();
    assertThat(done).isNotDone();
    drawn.drop();
    done.get(30, TimeUnit.SECONDS);
  }
}

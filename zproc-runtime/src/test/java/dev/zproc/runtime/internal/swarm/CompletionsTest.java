package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.failure.SwarmFailedException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompletionsTest {

  /** What should come was lost; by an error in the one step in which it is nobody else's. */
  @Test
  void doesNotWaitForWhatCannotComeAnyMore() throws Exception {
    Broker broker = IdleWorkers.broker();
    Completions completions = new Completions(broker);
    CompletableFuture<Void> taking =
        CompletableFuture.runAsync(
            () -> {
              try {
                completions.take(1);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    broker.close("closed", false);
    assertThatThrownBy(() -> taking.get(30, TimeUnit.SECONDS))
        .hasCauseInstanceOf(SwarmFailedException.class);
    assertThat(broker.over()).isDone();
  }

  @Test
  void tellsOfWhatWasNotDoneThoughTheBrokerIsOver() throws Exception {
    Broker broker = IdleWorkers.broker();
    broker.close("closed", false);
    broker.over().get(30, TimeUnit.SECONDS);
    Completions completions = new Completions(broker);
    TestTasks tasks = new TestTasks(0, 0);
    Task made = tasks.make(1);
    Task task = new Task(tasks.batch, made.entry, made.arguments, "a task", 0, completions);
    completions.submit(List.of(task));
    assertThat(completions.take(1)).containsExactly(task);
    assertThat(task.end()).isInstanceOf(TaskEnd.Broken.class);
  }
}

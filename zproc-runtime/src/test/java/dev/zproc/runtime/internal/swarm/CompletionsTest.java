package dev.zproc.runtime.internal.swarm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.SwarmFailedException;
import dev.zproc.runtime.internal.transport.Sockets;
import dev.zproc.runtime.internal.wire.FrameCutter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CompletionsTest {

  private static final SchedulerOptions OPTIONS = new SchedulerOptions(1, 0, 0, 0, 0, 0, 0, 0);

  /** Processes that do nothing until they are ended. */
  private static final class Idle implements WorkerProcess.Starter {

    @Override
    public WorkerProcess start(int worker, String endpoint, byte[] secret, String mark) {
      return new Waiting();
    }

    @Override
    public Path newFile() throws IOException {
      throw new IOException("there are no files");
    }
  }

  private static final class Waiting implements WorkerProcess {
    private final CompletableFuture<WorkerDeath> ended = new CompletableFuture<>();

    @Override
    public long pid() {
      return -1;
    }

    @Override
    public int debugPort() {
      return 0;
    }

    @Override
    public void stop() {
      kill();
    }

    @Override
    public void kill() {
      ended.complete(new WorkerDeath(new ChildEnd.Signalled(9, "SIGKILL"), -1, ""));
    }

    @Override
    public CompletableFuture<WorkerDeath> ended() {
      return ended;
    }
  }

  private static Broker broker() {
    return Broker.start(
        "test",
        1,
        OPTIONS,
        Sockets.bind("swarm", Sockets.ANY_UNIX, FrameCutter.MAX_FRAME_BYTES),
        new Idle(),
        0,
        1 << 20,
        (done, failed, unfinished, busy, live) -> {});
  }

  /** What should come was lost; by an error in the one step in which it is nobody else's. */
  @Test
  void doesNotWaitForWhatCannotComeAnyMore() throws Exception {
    Broker broker = broker();
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
    Broker broker = broker();
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

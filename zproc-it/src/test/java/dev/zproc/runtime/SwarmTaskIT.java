package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.TaskFailedException;
import dev.zproc.runtime.failure.TaskGoneException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Results of a swarm's tasks that other processes fetch. */
@Timeout(120)
class SwarmTaskIT {

  private static ZProc zproc;
  private static Swarm swarm;

  @BeforeAll
  static void open() {
    zproc = ZProc.open(o -> o.output(Output.DISCARD).maxValueBytes(1 << 20));
    swarm = zproc.swarm(s -> s.workers(1));
  }

  @AfterAll
  static void close() {
    zproc.close();
  }

  @Test
  void isFetchedByAnotherProcess() {
    SwarmTask<Integer> task = swarm.share(TasksLauncher.square(7));
    Child<Integer> child = zproc.spawn(SetUpTasksLauncher.fetch(task.id()));
    assertThat(child.join()).isEqualTo(49);
    assertThat(task.result()).isEqualTo(49);
    assertThat(task.future().join()).isEqualTo(49);
    assertThat(SwarmTask.of(zproc, task.id(), Integer.class).result()).isEqualTo(49);
  }

  @Test
  void isFetchedByAnotherTask() {
    SwarmTask<Integer> task = swarm.share(TasksLauncher.square(5));
    assertThat(swarm.submit(SetUpTasksLauncher.fetch(task.id())).join()).isEqualTo(25);
  }

  @Test
  void returnsNothingWhereTheMethodDoes() {
    SwarmTask<Void> task = swarm.share(TasksLauncher.nothing());
    assertThat(SwarmTask.of(zproc, task.id(), Void.class).result()).isNull();
  }

  @Test
  void isWaitedForUntilItHasEnded() throws Exception {
    SwarmTask<Long> task = swarm.share(TasksLauncher.sleep(3_000));
    assertThatThrownBy(() -> task.result(Duration.ofMillis(5)))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("the task " + task.id());
    assertThat(SwarmTask.of(zproc, task.id(), long.class).future().get()).isEqualTo(3_000);
  }

  @Test
  void tellsHowTheTaskHasFailed() {
    SwarmTask<Integer> task = swarm.share(TasksLauncher.poison(3, "throw"));
    assertThatThrownBy(() -> SwarmTask.of(zproc, task.id(), int.class).result())
        .isInstanceOfSatisfying(
            TaskFailedException.class,
            failure -> {
              assertThat(failure.end()).isInstanceOf(ChildEnd.Threw.class);
              assertThat(failure.call()).contains("Tasks.poison(3, ");
            })
        .hasMessageContaining("at dev.zproc.runtime.Tasks.poison");
    Child<Integer> child = zproc.spawn(SetUpTasksLauncher.fetch(task.id()));
    assertThatThrownBy(child::join)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("dev.zproc.runtime.failure.TaskFailedException");
  }

  @Test
  void saysThatAResultWasTooLargeToBeKept() {
    SwarmTask<byte[]> task = swarm.share(TasksLauncher.bytes(2 << 20));
    assertThatThrownBy(task::result)
        .isInstanceOf(TaskFailedException.class)
        .hasMessageContaining("could not be kept for other processes")
        .hasMessageContaining("maxValueBytes");
  }

  @Test
  void refusesAnotherType() {
    SwarmTask<Integer> task = swarm.share(TasksLauncher.square(7));
    assertThatThrownBy(() -> SwarmTask.of(zproc, task.id(), String.class).result())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Tasks.square(7)")
        .hasMessageContaining("java.lang.Integer and no java.lang.String");
  }

  @Test
  void refusesWhatIsNoId() {
    assertThatThrownBy(() -> SwarmTask.of(zproc, "seven", int.class))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'seven' is no id of a task");
  }

  @Test
  void doesNotFindATaskOfAnotherContext() {
    SwarmTask<Integer> task = swarm.share(TasksLauncher.square(7));
    try (ZProc other = ZProc.open()) {
      assertThatThrownBy(() -> SwarmTask.of(other, task.id(), int.class).result())
          .isInstanceOf(TaskGoneException.class)
          .hasMessageContaining(task.id());
    }
  }

  @Test
  void isGoneOnceItIsDropped() {
    SwarmTask<Long> task = swarm.share(TasksLauncher.sleep(3_000));
    CompletableFuture<Long> waiting = SwarmTask.of(zproc, task.id(), long.class).future();
    task.drop();
    assertThatThrownBy(waiting::get).hasCauseInstanceOf(TaskGoneException.class);
    assertThat(swarm.submit(TasksLauncher.square(1)).join()).isEqualTo(1); // behind it
    assertThatThrownBy(task::result).isInstanceOf(TaskGoneException.class);
  }

  @Test
  void isGoneWithItsSwarm() {
    SwarmTask<Integer> task;
    try (Swarm own = zproc.swarm(s -> s.workers(1))) {
      task = own.share(TasksLauncher.square(7));
      assertThat(task.result()).isEqualTo(49);
    }
    assertThatThrownBy(task::result).isInstanceOf(TaskGoneException.class);
  }

  @Test
  void isGoneWithTheProcessOfItsSwarm() {
    Child<Void> owner = zproc.spawn(SetUpTasksLauncher.ownsASwarm());
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> zproc.dictionary("ids").containsKey("id"));
    String id = (String) zproc.dictionary("ids").get("id");
    CompletableFuture<Long> waiting = SwarmTask.of(zproc, id, long.class).future();
    owner.kill();
    assertThatThrownBy(waiting::get).hasCauseInstanceOf(TaskGoneException.class);
  }

  /** One more than are kept; what is oldest is given up. */
  @Test
  void keepsTheLastThousand() {
    try (Swarm own = zproc.swarm(s -> s.workers(1))) {
      SwarmTask<Integer> first = own.share(TasksLauncher.square(1));
      SwarmTask<Integer> second = own.share(TasksLauncher.square(2));
      SwarmTask<Integer> last = second;
      for (int i = 0; i < 999; i++) {
        last = own.share(TasksLauncher.square(3));
      }
      assertThat(last.result()).isEqualTo(9);
      assertThat(second.result()).isEqualTo(4);
      assertThatThrownBy(first::result).isInstanceOf(TaskGoneException.class);
    }
  }
}

package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.failure.TaskFailedException;
import java.io.DataInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What workers are set up with, who is blamed for an exit, and how one looks into them. */
@Timeout(120)
class SwarmSetUpIT {

  private final ZProc zproc = ZProc.open(o -> o.output(Output.DISCARD));

  @AfterEach
  void close() {
    zproc.close();
  }

  @Test
  void doesNotTakeTheTimeOfTheSetUpFromTheTask() {
    try (Swarm swarm = zproc.swarm(s -> s.workers(1).taskTimeout(Duration.ofSeconds(5)))) {
      List<Integer> counts = swarm.map(List.of(1, 2, 3), i -> SetUpTasksLauncher.count());
      assertThat(counts).containsExactly(1, 2, 3);
      assertThat(swarm.report().slowest().get(0).took()).isLessThan(Duration.ofSeconds(5));
      assertThat(swarm.report().deaths()).isZero();
    }
  }

  @Test
  void failsATaskWhoseSetUpTakesForEver() {
    try (Swarm swarm =
        zproc.swarm(s -> s.workers(1).attempts(1).startTimeout(Duration.ofSeconds(6)))) {
      assertThatThrownBy(() -> swarm.submit(SetUpTasksLauncher.neverGetsThere()).get())
          .cause()
          .isInstanceOfSatisfying(
              TaskFailedException.class,
              failure ->
                  assertThat(failure.end())
                      .isEqualTo(new ChildEnd.SetUpTimedOut(Duration.ofSeconds(6))))
          .hasMessageContaining("its set-up took longer than 6 s")
          .hasMessageContaining("startTimeout(…)");
      assertThat(swarm.submit(TasksLauncher.square(3)).join()).isEqualTo(9);
    }
  }

  @Test
  void retriesATaskDuringWhichAThreadOfAnEarlierOneHasExited() throws Exception {
    try (Swarm swarm = zproc.swarm(s -> s.workers(1))) {
      swarm.submit(SetUpTasksLauncher.leaveAThread()).get();
      assertThat(swarm.submit(SetUpTasksLauncher.innocent(7)).get()).isEqualTo(7);
      assertThat(swarm.report().workers().get(0).end()).isEqualTo(new ChildEnd.Exited(9, false));
    }
  }

  @Test
  void failsATaskThatExitsFromAThreadOfItsOwn() {
    try (Swarm swarm = zproc.swarm(s -> s.workers(1).attempts(2))) {
      CompletableFuture<Void> exits = swarm.submit(SetUpTasksLauncher.exitsElsewhere());
      assertThatThrownBy(exits::get)
          .cause()
          .isInstanceOfSatisfying(
              TaskFailedException.class,
              failure -> {
                assertThat(failure.end()).isEqualTo(new ChildEnd.Exited(8, false));
                assertThat(failure.attempts()).isEqualTo(2);
              });
    }
  }

  @Test
  void recordsEachTask(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("swarm.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      try (Swarm swarm = zproc.swarm(s -> s.workers(1).attempts(1).name("bees"))) {
        swarm.settle(
            IntStream.range(0, 5).boxed().toList(),
            i -> TasksLauncher.poison(i, i == 2 ? "throw" : i == 4 ? "kill" : ""));
      }
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> tasks =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("zproc.SwarmTask"))
            .toList();
    assertThat(tasks)
        .extracting(
            task ->
                task.getString("worker")
                    + " "
                    + task.getLong("index")
                    + " "
                    + task.getBoolean("success")
                    + " "
                    + task.getString("outcome"))
        .containsExactlyInAnyOrder(
            "bees/1 0 true returned",
            "bees/1 1 true returned",
            "bees/1 2 false threw java.lang.IllegalStateException: poison 2",
            "bees/1 3 true returned",
            "bees/1 4 false was ended by SIGKILL");
    assertThat(tasks)
        .allSatisfy(task -> assertThat(task.getDuration("took")).isPositive())
        .allSatisfy(task -> assertThat(task.getString("call")).contains("Tasks.poison("));
  }

  @Test
  void letsADebuggerAttachToAWorker() throws Exception {
    try (Swarm swarm = zproc.swarm(s -> s.workers(1).debug())) {
      assertThat(swarm.submit(TasksLauncher.square(2)).get()).isEqualTo(4);
      SwarmReport.WorkerReport worker = swarm.report().workers().get(0);
      try (Socket debugger = new Socket()) {
        debugger.connect(worker.debugAddress());
        byte[] handshake = "JDWP-Handshake".getBytes(StandardCharsets.US_ASCII);
        debugger.getOutputStream().write(handshake);
        assertThat(new DataInputStream(debugger.getInputStream()).readNBytes(handshake.length))
            .isEqualTo(handshake);
      }
    }
    try (Swarm swarm = zproc.swarm(s -> s.workers(1))) {
      Awaitility.await().until(() -> swarm.workers() == 1);
      assertThat(swarm.report().workers().get(0).debugAddress()).isNull();
    }
  }
}

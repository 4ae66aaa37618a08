package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildEvent;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.testing.Logged;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a program, the log and the flight recorder are told of real children. */
@ExtendWith(NoOrphans.class)
class EventsIT {

  private static final String LOGGER = "dev.zproc.runtime.ZProc";

  private final ChildEventsTest.Collector events = new ChildEventsTest.Collector();

  @Test
  void tellsTheWholeLifeOfAChildThatWaits() {
    long pid;
    try (ZProc zproc = open()) {
      Child<Integer> child = zproc.spawn(BakersLauncher.bake(3));
      waiting().until(() -> events.names().contains("Waiting"));
      BakeryState.of(zproc).cookies().set(4);
      assertThat(child.join()).isEqualTo(4);
      pid = child.pid();
    }
    waiting().until(() -> events.completed);

    assertThat(events.names()).containsExactly("Started", "Waiting", "Running", "Exited", "Ended");
    assertThat(events.got.get(0))
        .isInstanceOfSatisfying(
            ChildEvent.Started.class,
            started -> {
              assertThat(started.child()).isEqualTo("bake");
              assertThat(started.attempt()).isEqualTo(1);
              assertThat(started.pid()).isEqualTo(pid);
            });
    assertThat(((ChildEvent.Ended) events.got.get(4)).end()).isEqualTo(new ChildEnd.Returned());
  }

  @Test
  void tellsOfRestartsAndOfGivingUp() {
    try (ZProc zproc = open()) {
      Child<Void> child = zproc.spawn(KidsLauncher.end("exit 4"), EventsIT::once);
      assertThat(catchThrowable(child::join)).hasMessageContaining("given up");
    }
    waiting().until(() -> events.completed);

    assertThat(events.names())
        .filteredOn(name -> !name.equals("Running")) // a child may end before it is heard
        .containsExactly("Started", "Exited", "Restarting", "Started", "Exited", "GaveUp", "Ended");
    assertThat(events.got)
        .filteredOn(ChildEvent.GaveUp.class::isInstance)
        .singleElement()
        .isInstanceOfSatisfying(
            ChildEvent.GaveUp.class,
            gaveUp -> {
              assertThat(gaveUp.attempt()).isEqualTo(2);
              assertThat(gaveUp.restarts()).isEqualTo(1);
              assertThat(gaveUp.within()).isEqualTo(Duration.ofMinutes(1));
              assertThat(gaveUp.end()).isEqualTo(new ChildEnd.Exited(4, false));
            });
  }

  @Test
  void tellsOfAProcessThatCouldNotBeForked(@TempDir Path folder) {
    try (ZProc zproc = open()) {
      zproc.spawn(KidsLauncher.add(1, 1), spawn -> spawn.javaHome(folder)).onExit().join();
    }
    waiting().until(() -> events.completed);

    assertThat(events.names()).containsExactly("Exited", "Ended");
    assertThat(((ChildEvent.Exited) events.got.get(0)).pid()).isEqualTo(-1);
  }

  @Test
  void logsStartsAndExitsForThoseWhoListen() {
    try (Logged log = new Logged(LOGGER, Level.FINE);
        ZProc zproc = open()) {
      Child<Void> child = zproc.spawn(KidsLauncher.end("exit 4"), EventsIT::once);
      assertThat(catchThrowable(child::join)).isNotNull();
      waiting().until(() -> log.lines().size() == 7);

      assertThat(log.lines().get(0)).contains("maxStateBytes"); // the limits that the heap leaves
      List<String> lines = log.lines().subList(1, 7);
      assertThat(lines.get(0)).startsWith("FINE 'end' (attempt 1, pid ").endsWith(") has started");
      assertThat(lines.get(1)).endsWith(") exited with code 4");
      assertThat(lines.get(2)).startsWith("FINE 'end' is started again in ");
      assertThat(lines.get(4)).contains("attempt 2").endsWith(") exited with code 4");
      assertThat(lines.get(5)).endsWith("'end': It was given up after 1 restart within 60 s");
    }
  }

  @Test
  void recordsForTheFlightRecorder(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("parent.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      try (ZProc zproc = open()) {
        Child<Integer> waits = zproc.spawn(BakersLauncher.bake(3));
        waiting().until(() -> events.names().contains("Waiting"));
        Thread joins = new Thread(waits::join);
        joins.start();
        waiting().until(() -> joins.getState() == Thread.State.WAITING);
        BakeryState.of(zproc).cookies().set(4);
        joins.join();
        assertThat(catchThrowable(zproc.spawn(KidsLauncher.end("exit 4"), EventsIT::once)::join))
            .isNotNull();
      }
      recording.stop();
      recording.dump(file);
    }

    assertThat(recorded(file, "zproc.ChildStart"))
        .extracting(event -> event.getString("child") + event.getInt("attempt"))
        .containsExactly("bake1", "end1", "end2");
    assertThat(recorded(file, "zproc.ChildExit"))
        .extracting(event -> event.getString("kind") + ": " + event.getString("end"))
        .containsExactly(
            "Returned: returned", "Exited: exited with code 4", "Exited: exited with code 4");
    assertThat(recorded(file, "zproc.ChildExit"))
        .allSatisfy(exit -> assertThat(exit.getDuration()).isPositive())
        .allSatisfy(exit -> assertThat(exit.getLong("pid")).isPositive());
    assertThat(recorded(file, "zproc.ChildWait")).hasSize(1);
    assertThat(recorded(file, "zproc.ChildRestart"))
        .extracting(event -> event.getBoolean("givenUp"))
        .containsExactly(false, true);
    assertThat(recorded(file, "zproc.Wait"))
        .anySatisfy(
            wait -> {
              assertThat(wait.getString("awaited")).isEqualTo("the end of 'bake'");
              assertThat(wait.getStackTrace().getFrames()).isNotEmpty();
            });
  }

  @Test
  void recordsTheWaitsOfAChildThatRecords(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("child.jfr");
    try (ZProc zproc = open()) {
      Child<String> child =
          zproc.spawn(
              CatchersLauncher.catches("wait", folder.resolve("log")),
              spawn -> spawn.jvmArgs("-XX:StartFlightRecording:filename=" + file));
      waiting().until(() -> zproc.waits().size() == 1);
      child.signal(Signal.TERM);
      child.join();
    }

    assertThat(recorded(file, "zproc.Wait"))
        .anySatisfy(wait -> assertThat(wait.getString("awaited")).contains("cookies"));
  }

  @Test
  void needsNoFlightRecorder() {
    try (ZProc zproc = open()) {
      Child<Void> child =
          zproc.spawn(
              TreesLauncher.grow(2, "wait"),
              spawn -> spawn.jvmArgs("--limit-modules=java.base,java.logging,jdk.unsupported"));
      waiting().until(() -> child.status() == ChildStatus.RUNNING);
      waiting().until(() -> ProcessHandle.of(child.pid()).orElseThrow().children().count() == 1);

      child.stop();

      assertThat(child.end()).isEqualTo(new ChildEnd.Stopped());
    }
  }

  private ZProc open() {
    ZProc zproc = ZProc.open(options -> options.output(Output.DISCARD));
    events.atOnce = Long.MAX_VALUE;
    zproc.events().subscribe(events);
    return zproc;
  }

  private static void once(SpawnOptions spawn) {
    spawn.restart(RestartPolicy.ON_FAILURE, 1, Duration.ofMinutes(1), Duration.ofMillis(10));
  }

  private static ConditionFactory waiting() {
    return Awaitility.await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(10));
  }

  private static List<RecordedEvent> recorded(Path file, String type) throws IOException {
    return RecordingFile.readAllEvents(file).stream()
        .filter(event -> event.getEventType().getName().equals(type))
        .sorted((left, right) -> left.getEndTime().compareTo(right.getEndTime()))
        .toList();
  }
}

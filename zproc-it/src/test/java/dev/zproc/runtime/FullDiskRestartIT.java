package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zproc.FailedRun;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.testing.FileSizeLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Children that die while the server's disk is full: here by a limit on the size of its files,
 * which comes to the same.
 */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class FullDiskRestartIT {

  @TempDir Path folder;

  private final ChildEventsTest.Collector events = new ChildEventsTest.Collector();
  private ZProc zproc;
  private long server;

  @BeforeEach
  void open() throws Exception {
    FileSizeLimit.assumeCanBeSet();
    zproc =
        ZProc.open(
            options ->
                options
                    .durable(folder.resolve("state"), Durability.PROCESS)
                    .server(ServerMode.FORKED));
    server = zproc.ping().serverPid();
    assertThat(server).as("a JVM of its own").isNotEqualTo(ProcessHandle.current().pid());
    events.atOnce = Long.MAX_VALUE;
    zproc.events().subscribe(events);
  }

  @AfterEach
  void close() {
    if (zproc != null) {
      zproc.close();
    }
  }

  @Test
  void aWaitGoesOnAsSoonAsThereIsRoom() throws Exception {
    Child<Void> child = journal();
    BakeryState bakery = BakeryState.of(zproc);
    bakery.cookies().set(1);
    await().until(() -> read().contains("-1"));

    killOnFullDisk(child);
    FileSizeLimit.set(server, "unlimited:");
    bakery.cookies().set(2);
    bakery.cookies().set(3);
    bakery.cookies().set(100);

    child.join();
    assertThat(read()).containsExactly("+1", "-1", "+2", "-2", "+3", "-3", "+100", "-100");
  }

  @Test
  void itsStopDoesNotWaitForRoom() throws Exception {
    Child<Void> child = journal();

    killOnFullDisk(child);
    child.stop();

    // As it went before anybody stopped it; and sooner than the server is asked no more.
    assertThat(child.onExit().get(10, TimeUnit.SECONDS)).isInstanceOf(ChildEnd.Signalled.class);
  }

  @Test
  void aChildThatGetsNoSessionDoesNotSayThatTheServerIsGone() throws Exception {
    Child<Void> child = zproc.spawn(KidsLauncher.stay("forever"), FullDiskRestartIT::again);
    await().until(() -> child.status() == ChildStatus.RUNNING);

    killOnFullDisk(child);

    assertThatThrownBy(child::join)
        .isInstanceOf(ChildFailedException.class)
        .hasMessageContaining("could not start")
        .hasMessageContaining("quota");
  }

  private Child<Void> journal() {
    Child<Void> child =
        zproc.spawn(
            Journals.call(folder, "changed", FailedRun.SKIP, true, false, 0),
            FullDiskRestartIT::again);
    await().until(() -> child.status() == ChildStatus.WAITING);
    return child;
  }

  /** Returns when the server has been asked for what comes next, and could not store it. */
  private void killOnFullDisk(Child<?> child) throws Exception {
    FileSizeLimit.set(server, "4096:");
    ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
    await().until(() -> events.names().contains("Exited"));
    // This goes through the thread that has told of the exit, and then asks the same server.
    assertThatThrownBy(() -> zproc.spawn(KidsLauncher.add(1, 2)))
        .hasMessageContaining("could not take a write");
  }

  private static void again(SpawnOptions spawn) {
    spawn.restart(RestartPolicy.ON_FAILURE, 100, Duration.ofMinutes(1), Duration.ofMillis(5));
  }

  private List<String> read() throws IOException {
    Path file = folder.resolve("journal");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }
}

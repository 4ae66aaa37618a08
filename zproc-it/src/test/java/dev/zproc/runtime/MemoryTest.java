package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.testing.Logged;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.logging.Level;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How much memory a state takes is told by the log, before it is too much, and recorded. */
class MemoryTest {

  private static ConditionFactory waiting() {
    return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(20));
  }

  @Test
  void aStateThatIsNearlyFullIsWarnedOfOnceUntilItIsBetter() {
    try (Logged log = new Logged("dev.zproc.runtime.ZProc", Level.INFO);
        ZProc zproc = ZProc.open(options -> options.maxStateBytes(20_000))) {
      BakeryState bakery = BakeryState.of(zproc);
      bakery.names().set(List.of("x".repeat(12_000)));
      awaitLook(zproc);
      assertThat(log.lines()).isEmpty();

      bakery.names().set(List.of("x".repeat(16_500)));
      waiting().until(() -> !log.lines().isEmpty());
      assertThat(log.lines().get(0))
          .matches(
              "WARNING The state has 1\\d{4} bytes, and writes that add to it are refused from"
                  + " 20000 on \\(maxStateBytes\\)\\.");
      awaitLook(zproc);
      assertThat(log.lines()).hasSize(1);

      bakery.names().set(List.of());
      awaitLook(zproc);
      bakery.names().set(List.of("x".repeat(16_500)));
      waiting().until(() -> log.lines().size() == 2);
    }
  }

  /** The state is looked at twice a second; it has been once two periods are over. */
  private static void awaitLook(ZProc zproc) {
    long before = zproc.ping().uptime().toMillis();
    waiting().until(() -> zproc.ping().uptime().toMillis() - before > 1_100);
  }

  @Test
  void isRecordedForTheFlightRecorder(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("memory.jfr");
    try (Recording recording = new Recording()) {
      recording.start();
      try (ZProc zproc = ZProc.open()) {
        BakeryState bakery = BakeryState.of(zproc);
        for (int i = 0; i < 10; i++) {
          bakery.names().set(List.of(i + "x".repeat(50_000)));
        }
        awaitLook(zproc);
      }
      recording.stop();
      recording.dump(file);
    }
    List<RecordedEvent> events =
        RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("zproc.Memory"))
            .toList();
    assertThat(events)
        .anySatisfy(
            event -> {
              assertThat(event.getLong("state")).isBetween(50_000L, 60_000L);
              assertThat(event.getLong("history")).isBetween(450_000L, 600_000L);
              assertThat(event.getLong("queues")).isZero();
            });
  }
}

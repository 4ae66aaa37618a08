package dev.zproc.durable;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.internal.journal.Durable;
import dev.zproc.runtime.testing.Fixtures;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A program that is killed at any moment finds every write that had returned, and no other. */
class KilledWriterIT {

  private static final int ROUNDS = Boolean.getBoolean("zproc.full") ? 120 : 4;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = {"PROCESS", "DISK"})
  void nothingAcknowledgedIsLost(Durable.Level level) throws Exception {
    Random random = new Random(Long.getLong("zproc.seed", 1));
    long acknowledged = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Process process =
          Fixtures.start(
              new ProcessBuilder(
                      Fixtures.java(Writer.class, folder.resolve("state").toString(), level.name()))
                  .redirectError(ProcessBuilder.Redirect.INHERIT));
      try (BufferedReader said =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        String first = said.readLine();
        assertThat(first).as("round %s", round).startsWith("found ");
        long found = Long.parseLong(first.substring(6));
        // What was under way when it was killed may be there, and no more than that.
        assertThat(found)
            .as("round %s", round)
            .isBetween(acknowledged, acknowledged + (round == 0 ? 0 : Writer.WINDOW));
        AtomicLong last = new AtomicLong(found);
        int enough = 200 + random.nextInt(3_000);
        String line = said.readLine();
        for (int i = 0; i < enough && line != null; i++) {
          assertThat(Long.parseLong(line)).isEqualTo(last.incrementAndGet());
          line = i == enough - 1 ? line : said.readLine();
        }
        process.toHandle().destroyForcibly(); // which leaves its output to be read
        // What it has printed before it died counts too; its last line may lack its end.
        for (line = said.readLine(); line != null; line = said.readLine()) {
          if (line.equals(Long.toString(last.get() + 1))) {
            last.incrementAndGet();
          }
        }
        acknowledged = last.get();
      } finally {
        process.destroyForcibly();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
      }
    }
    assertThat(acknowledged).isGreaterThan(ROUNDS * 100L);
  }
}

package dev.zproc.runtime.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.ForkedSite;
import dev.zproc.runtime.NoOrphans;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * What clients are told is one history, also where the server is killed in its midst and another
 * one takes its place; and their connections are cut besides.
 */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class CrashHistoryIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  /** Five within ten seconds would be the end of the context. */
  private static final int KILLS = 4;

  private static final HistoryRun.Kind KIND = new HistoryRun.Kind(200, 100_000, false);

  @TempDir Path folder;

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void whatClientsAreToldIsOneHistoryAcrossCrashes() throws Exception {
    long seed = Long.getLong("zproc.seed", System.nanoTime());
    for (int i = 0; i < (FULL ? 30 : 1); i++) {
      System.out.println("-Dzproc.seed=" + (seed + i));
      play(seed + i, folder.resolve("state" + i));
    }
  }

  private void play(long seed, Path file) throws Exception {
    ForkedSite forked = new ForkedSite(file);
    AtomicBoolean over = new AtomicBoolean();
    try (HistoryRun run = new HistoryRun(seed, KIND, forked.site())) {
      CompletableFuture<Integer> killer =
          CompletableFuture.supplyAsync(() -> kill(run, forked, over));
      try {
        run.play();
      } finally {
        over.set(true);
      }
      assertThat(killer.get(1, TimeUnit.MINUTES)).as("kills").isEqualTo(KILLS);
    }
  }

  /** Kills it each time when they have done another part of what they do; returns how often. */
  private static int kill(HistoryRun run, ForkedSite forked, AtomicBoolean over) {
    int all = KIND.each() * (HistoryRun.LOCAL + HistoryRun.REMOTE);
    for (int kills = 0; kills < KILLS; kills++) {
      while (run.done() < all * (kills + 1L) / (KILLS + 2)) {
        if (over.get()) {
          return kills;
        }
        LockSupport.parkNanos(100_000);
      }
      forked.kill();
    }
    return KILLS;
  }
}

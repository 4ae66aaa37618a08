package dev.zproc.runtime.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zproc.runtime.Durability;
import dev.zproc.runtime.ForkedSite;
import dev.zproc.runtime.NoOrphans;
import dev.zproc.runtime.TreeSite;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What clients are told is one history, also where the server is killed in its midst and another
 * one takes its place, or all processes are, and another program opens the same state; and their
 * connections are cut besides.
 */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class CrashHistoryIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  /** Five within ten seconds would be the end of the context. */
  private static final int KILLS = 4;

  private static final HistoryRun.Kind KIND = new HistoryRun.Kind(200, 100_000, false);

  @TempDir Path folder;

  /** How often everything is killed: each time two JVMs have to start. */
  private static final int TREES = 2;

  /** Kills what is to be killed, and returns when another one is there. */
  private interface Killing {
    void kill() throws Exception;
  }

  @Test
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void whatClientsAreToldIsOneHistoryAcrossCrashes() throws Exception {
    long seed = seed();
    for (int i = 0; i < (FULL ? 30 : 1); i++) {
      System.out.println("-Dzproc.seed=" + (seed + i));
      ForkedSite forked = new ForkedSite(folder.resolve("state" + i));
      play(new HistoryRun(seed + i, KIND, forked.site()), KILLS, forked::kill);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PROCESS", "DISK"})
  @Timeout(value = 15, unit = TimeUnit.MINUTES)
  void itIsOneHistoryTooWhereAllProcessesAreKilledAndAnotherProgramGoesOn(Durability level)
      throws Exception {
    long seed = seed();
    for (int i = 0; i < (FULL ? 15 : 1); i++) {
      System.out.println(level + ", -Dzproc.seed=" + (seed + i));
      TreeSite tree = new TreeSite(folder.resolve("tree" + i), level);
      HistoryRun run = new HistoryRun(seed + i, KIND, tree);
      play(
          run,
          TREES,
          () -> {
            tree.kill();
            run.ended();
          });
    }
  }

  private static long seed() {
    return Long.getLong("zproc.seed", System.nanoTime());
  }

  private static void play(HistoryRun history, int kills, Killing killing) throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    try (HistoryRun run = history) {
      CompletableFuture<Integer> killer =
          CompletableFuture.supplyAsync(() -> kill(run, kills, killing, over));
      try {
        run.work();
      } finally {
        over.set(true);
      }
      assertThat(killer.get(1, TimeUnit.MINUTES)).as("kills").isEqualTo(kills);
      run.judge();
    }
  }

  /** Kills each time when they have done another part of what they do; returns how often. */
  private static int kill(HistoryRun run, int all, Killing killing, AtomicBoolean over) {
    int done = KIND.each() * (HistoryRun.LOCAL + HistoryRun.REMOTE);
    for (int kills = 0; kills < all; kills++) {
      while (run.done() < done * (kills + 1L) / (all + 2)) {
        if (over.get()) {
          return kills;
        }
        LockSupport.parkNanos(100_000);
      }
      try {
        killing.kill();
      } catch (Exception failed) {
        throw new CompletionException(failed);
      }
    }
    return all;
  }
}

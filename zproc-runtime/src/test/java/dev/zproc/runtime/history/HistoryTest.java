package dev.zproc.runtime.history;

import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What clients are told while their connections are cut is linearizable, their watches miss nothing
 * and repeat nothing, and no revision goes back.
 */
class HistoryTest {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  /** Operations of each of eight clients: 200 in all would miss every third rare fault, 800 few. */
  private static final int EACH = FULL ? 400 : 130;

  private final long seed = Long.getLong("zproc.seed", System.nanoTime());

  private void play(int runs, List<HistoryRun.Kind> kinds) throws Exception {
    for (int i = 0; i < runs; i++) {
      for (HistoryRun.Kind kind : kinds) {
        System.out.println(kind + ", -Dzproc.seed=" + (seed + i));
        try (HistoryRun run = new HistoryRun(seed + i, kind)) {
          run.play();
        } catch (Exception | AssertionError failed) {
          throw new AssertionError(kind + " with -Dzproc.seed=" + (seed + i), failed);
        }
      }
    }
  }

  @Test
  void whatClientsAreToldIsOneHistory() throws Exception {
    play(FULL ? 100 : 3, List.of(new HistoryRun.Kind(EACH, 100_000, false)));
  }

  @Test
  void aShortHistoryIsLostWithAWord() throws Exception {
    play(FULL ? 50 : 2, List.of(new HistoryRun.Kind(EACH, 40, false)));
  }

  @Test
  void keysThatAreAloneAreLinearizableOneByOne() throws Exception {
    play(FULL ? 50 : 1, List.of(new HistoryRun.Kind(EACH, 100_000, true)));
  }
}

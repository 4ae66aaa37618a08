package dev.zproc.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.testing.CalmTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * {@code kill -9} at random moments: of children, whose callers must be told and whose siblings
 * must live, and in the end of each root. With {@code -Pfull} 120 roots and 180 children, else a
 * twentieth of that. Prints its seed and its counts; {@code -Dzproc.seed=…} takes a seed back.
 */
@ExtendWith(NoOrphans.class)
@EnabledOnOs(OS.LINUX)
class KillStormIT {

  private static final boolean FULL = Boolean.getBoolean("zproc.full");

  private static final int ROOTS = FULL ? 120 : 6;
  private static final int CHILDREN = FULL ? 180 : 9;

  /** The promise is 1 s while the system schedules; a machine that runs tests may be busy. */
  private static final Duration LIMIT = Duration.ofSeconds(FULL ? 1 : 2);

  private static final Duration LIMIT_WITH_FULL_HEAP = Duration.ofSeconds(5);
  private static final Duration UP = Duration.ofSeconds(60);
  private static final int EVERY_NTH_HAS_A_FULL_HEAP = 6;

  /** How deep one of two children goes, and how many processes there are then below the root. */
  private static final String DEPTH = "3";

  private static final int PROCESSES = 4;

  private final long seed = Long.getLong("zproc.seed", System.nanoTime());
  private final Random random = new Random(seed);

  private int roots;
  private int children;
  private int below;
  private int told;
  private final List<String> survivors = new ArrayList<>();
  private final List<String> deadInnocents = new ArrayList<>();
  private final List<String> untold = new ArrayList<>();
  private long slowestNanos;
  private long slowestNanosWithFullHeap;

  @Test
  void leavesNobodyBehindKillsNobodyElseAndTellsEveryCaller() throws Exception {
    System.out.println("seed " + seed);
    try {
      for (int i = 0; i < ROOTS; i++) {
        round(i % EVERY_NTH_HAS_A_FULL_HEAP == 0, CHILDREN * (i + 1) / ROOTS - children);
      }
    } finally {
      System.out.printf(
          "killed %d roots and %d children, %d of these with processes below them; "
              + "survivors %d, innocents dead %d, callers told %d, not told %d; "
              + "all gone after %d ms at most, %d ms with a full heap%n",
          roots,
          children,
          below,
          survivors.size(),
          deadInnocents.size(),
          told,
          untold.size(),
          slowestNanos / 1_000_000,
          slowestNanosWithFullHeap / 1_000_000);
    }
    assertThat(survivors).isEmpty();
    assertThat(deadInnocents).isEmpty();
    assertThat(untold).isEmpty();
    assertThat(roots).isEqualTo(ROOTS);
    assertThat(children).isEqualTo(CHILDREN);
  }

  private void round(boolean fullHeap, int kills) throws Exception {
    String[] slots = fullHeap ? new String[] {"1", "0"} : new String[] {"1", DEPTH};
    try (RootJvm root = new RootJvm(Storm.class, slots)) {
      await().atMost(UP).until(() -> root.lines().contains("spawning"));
      for (int i = 0; i < kills; i++) {
        if (!fullHeap && random.nextBoolean()) {
          await().atMost(UP).until(() -> root.running(Storm_HoldMain.class).size() == PROCESSES);
        }
        root.waitFor(random.nextInt(800));
        killChild(root);
      }
      if (fullHeap) {
        await().atMost(UP).until(() -> root.lines().contains("full"));
      }
      root.waitFor(random.nextInt(1_000));

      root.kill();

      roots++;
      gone(root, root::descendants, fullHeap, "the root");
    }
  }

  private void killChild(RootJvm root) throws Exception {
    await().atMost(UP).until(() -> !root.running(Storm_HoldMain.class).isEmpty());
    Map<Long, Long> parents = root.running(Storm_HoldMain.class);
    List<Long> pids = parents.keySet().stream().sorted().toList();
    long victim = pids.get(random.nextInt(pids.size()));
    Set<Long> tree = new HashSet<>(Set.of(victim));
    while (pids.stream().anyMatch(pid -> tree.contains(parents.get(pid)) && tree.add(pid))) {
      // until no more are found
    }

    RootJvm.signal("KILL", victim);

    children++;
    below += tree.size() > 1 ? 1 : 0;
    gone(root, () -> tree.stream().filter(RootJvm::isRunning).toList(), false, "child " + victim);
    try {
      await().atMost(UP).until(() -> isTold(root, victim));
      told++;
    } catch (ConditionTimeoutException e) {
      untold.add(victim + ": " + root.lines());
    }
    pids.stream()
        .filter(pid -> !tree.contains(pid) && !RootJvm.isRunning(pid))
        .forEach(pid -> deadInnocents.add(pid + " with " + victim + ": " + root.lines()));
  }

  private static boolean isTold(RootJvm root, long victim) {
    return root.lines().contains("ended " + victim + " Signalled");
  }

  private void gone(RootJvm root, Supplier<List<Long>> left, boolean fullHeap, String killed)
      throws Exception {
    long start = CalmTime.nanos();
    if (!CalmTime.within(fullHeap ? LIMIT_WITH_FULL_HEAP : LIMIT, () -> left.get().isEmpty())) {
      survivors.add(left.get() + " of " + killed + ": " + root.lines());
    }
    long took = CalmTime.nanos() - start;
    if (fullHeap) {
      slowestNanosWithFullHeap = Math.max(slowestNanosWithFullHeap, took);
    } else {
      slowestNanos = Math.max(slowestNanos, took);
    }
  }
}

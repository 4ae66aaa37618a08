package dev.zproc.junit;

import dev.zproc.runtime.ChildThreads;
import dev.zproc.runtime.UnseenFailures;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.WaitInterruptedException;
import java.util.List;
import org.opentest4j.TestAbortedException;

/**
 * Looks for races: runs a scenario again and again, with its children as threads that go on one at
 * a time, each time in another order, which is drawn from a seed. An order that breaks the scenario
 * is found again by its seed:
 *
 * <pre>{@code
 * Schedules.explore(1_000, zproc -> {
 *   ShopState shop = ShopState.of(zproc);
 *   shop.stock().set(1);
 *   zproc.spawn(ShopLauncher.buy(), 2);
 *   zproc.awaitAll();
 *   assertThat(shop.sold().get()).isEqualTo(1);
 * });
 * }</pre>
 *
 * <p>{@link ChildThreads#ordered} says what the order depends on, and on what it must not.
 */
public final class Schedules {

  private Schedules() {}

  /** What is run: with a context of its own, which is closed afterwards. */
  @FunctionalInterface
  public interface Scenario {

    /**
     * Spawns children, waits for them, and throws if something is not as it should be. A child that
     * has failed, and of which nobody has asked how it ended, breaks it as well.
     */
    void run(ZProc zproc) throws Throwable;
  }

  /**
   * Runs {@code scenario} with the seeds from 1 to {@code seeds}, until one fails. Blocks; a
   * scenario of a few children takes some milliseconds.
   *
   * @throws AssertionError if one fails: it names the seed, and its cause is what was thrown, or
   *     the failure of a child that nobody has asked for
   */
  public static void explore(int seeds, Scenario scenario) {
    for (long seed = 1; seed <= seeds; seed++) {
      replay(seed, scenario);
    }
  }

  /**
   * Runs {@code scenario} once, in the order of {@code seed}.
   *
   * @throws AssertionError if it fails, as of {@link #explore}
   */
  public static void replay(long seed, Scenario scenario) {
    try {
      run(seed, scenario);
    } catch (TestAbortedException | WaitInterruptedException e) {
      throw e; // for which no order is to blame
    } catch (Throwable e) {
      String message =
          "The order of the seed "
              + seed
              + " breaks it; Schedules.replay("
              + seed
              + ", …) runs it again: "
              + e;
      throw OwnFrames.without(new AssertionError(message, e));
    }
  }

  private static void run(long seed, Scenario scenario) throws Throwable {
    LastFailures failures;
    try (ZProc zproc =
        ZProc.open(
            options -> {
              QuickTransport.choose(options);
              options.threads(ChildThreads.ordered(seed));
            })) {
      scenario.run(zproc);
      failures = new LastFailures(zproc::children, () -> UnseenFailures.take(zproc));
    }
    List<ChildFailedException> all = failures.all();
    if (!all.isEmpty()) {
      ChildFailedException first = all.get(0);
      all.subList(1, all.size()).forEach(first::addSuppressed);
      throw first;
    }
  }
}

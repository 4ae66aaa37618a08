package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;
import dev.zproc.runtime.child.ProcessExit;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Children that wait for a state. */
final class Bakers {

  private Bakers() {}

  /** Waits for more cookies than its argument and returns how many there were. */
  @ChildProcess
  @WaitFor("cookies > min")
  static int bake(Bakery bakery, int min) {
    return bakery.cookies();
  }

  @ChildProcess
  @WaitFor(value = "cookies > min", timeout = "100ms")
  static int bakeSoon(Bakery bakery, int min) {
    return bakery.cookies();
  }

  /**
   * Puts the number of cookies of every match on the list of names, until there are 100 or more.
   */
  @ChildProcess
  @WaitFor(value = "changed(cookies)", repeat = true)
  static void repeat(Bakery bakery, BakeryState state) {
    state
        .names()
        .update(
            names -> {
              List<String> more = new ArrayList<>(names);
              more.add("" + bakery.cookies());
              return more;
            });
    if (bakery.cookies() >= 100) {
      throw new ProcessExit(0);
    }
  }

  /** Waits for what only Java can tell: that the cookies cost as much as there are of them. */
  @ChildProcess
  @WaitFor("priceIsCount()")
  static int test(Bakery bakery) {
    return bakery.cookies();
  }

  static boolean priceIsCount(Bakery bakery) {
    return bakery.price() == bakery.cookies();
  }

  /** Waits in its method for the next change of the cookies, and returns it. */
  @ChildProcess
  static int await(BakeryState state) {
    return state.cookies().awaitChange();
  }

  /** Returns the state at its birth. */
  @ChildProcess
  static int see(Bakery bakery) {
    return bakery.cookies();
  }

  /** Lets a child of its own wait for more cookies than its argument, and returns the result. */
  @ChildProcess
  static int hire(int min, ZProc zproc) {
    return zproc.spawn(BakersLauncher.bake(min)).join();
  }

  /** Asks the state server for a sign of life, and returns the id of its process. */
  @ChildProcess
  static long ping(ZProc zproc) {
    return zproc.ping(Duration.ofSeconds(30)).serverPid();
  }

  /** Adds its depth to the cookies, lets a child of its own do the same, and returns the sum. */
  @ChildProcess
  static int nest(int depth, BakeryState state, ZProc zproc) {
    state.cookies().add(depth);
    return depth == 1 ? 1 : depth + zproc.spawn(BakersLauncher.nest(depth - 1)).join();
  }
}

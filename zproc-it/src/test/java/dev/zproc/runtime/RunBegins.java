package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.fixtures.BakeryState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Children that look at where their accessors begin. */
final class RunBegins {

  private static final Duration SOON = Duration.ofSeconds(20);

  private RunBegins() {}

  /** Returns the price when the bakery closed after it had opened. */
  @ChildProcess
  @WaitFor("open")
  static List<Integer> closes(BakeryState bakery, ZProc zproc) {
    int injected = bakery.await(bakery.open().equalTo(false), SOON).price();
    BakeryState made = BakeryState.of(zproc);
    int opened = made.await(made.open().equalTo(false), SOON).price();
    return List.of(injected, opened);
  }

  /** For each number of cookies tells what it changed to next. */
  @ChildProcess
  @WaitFor(value = "cookies > 0 && changed(cookies)", repeat = true)
  static void follows(BakeryState bakery) {
    int next = bakery.cookies().awaitChange(SOON);
    bakery.names().append(next == 0 ? "none" : next + "");
    if (next == 100) {
      throw new dev.zproc.runtime.child.ProcessExit(0);
    }
  }

  /** Of a condition that only Java can tell: the first change after it held. */
  @ChildProcess
  @WaitFor("ready()")
  static int tested(BakeryState bakery) {
    return bakery.cookies().awaitChange(SOON);
  }

  static boolean ready(dev.zproc.runtime.fixtures.Bakery bakery) {
    return bakery.cookies() == 3;
  }

  /** Has no time to wait. */
  @ChildProcess
  @WaitFor(value = "cookies > 0", timeout = "1ms")
  static int atOnce(dev.zproc.runtime.fixtures.Bakery then) {
    return then.cookies();
  }

  /** Is there for others to stop. */
  @ChildProcess
  static void stays(BakeryState bakery) {
    bakery.sold().add(1);
    try {
      bakery.await(
          bakery.cookies().equalTo(-1), java.time.temporal.ChronoUnit.FOREVER.getDuration());
    } catch (WaitTimeoutException e) {
      bakery.names().append("early");
    }
  }

  @ChildProcess
  static String echo(Path path) {
    return path.toString();
  }
}

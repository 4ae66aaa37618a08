import dev.zproc.ChildProcess;
import dev.zproc.Restart;
import dev.zproc.State;
import dev.zproc.WaitFor;

final class Kitchen {
  @State
  interface Bakery {
    boolean open();
  }

  @ChildProcess(timeout = "30 seconds") // error: [ZProc/BadDuration] "30 seconds" is no duration. Write a positive number and a unit: "200ms", "30s", "5m" or "1h".
  static void bake() {}

  @ChildProcess(
      timeout = "0s", // error: [ZProc/BadDuration] "0s" is no duration.
      restart =
          @Restart(
              within = "1 m",
              maxBackoff = "", // error: [ZProc/BadDuration] "" is no duration.
              backoff = "-5s")) // error: [ZProc/BadDuration] "-5s" is no duration.
  @WaitFor(value = "open", timeout = "1d") // error: [ZProc/BadDuration] "1d" is no duration.
  static void several(Kitchen_BakeryState bakery) {}

  @ChildProcess(
      timeout = "",
      startTimeout = "",
      stopTimeout = "") // error: [ZProc/BadDuration] "" is no duration.
  @WaitFor(value = "open", timeout = "")
  static void stop(Kitchen_BakeryState bakery) {}

  @ChildProcess(restart = @Restart(within = "")) // error: [ZProc/BadDuration] "" is no duration.
  static void within() {}

  @ChildProcess(restart = @Restart(backoff = "")) // error: [ZProc/BadDuration] "" is no duration.
  static void backoff() {}

  @ChildProcess(restart = @Restart(resetAfter = "")) // error: [ZProc/BadDuration] "" is no duration.
  static void reset() {}
}

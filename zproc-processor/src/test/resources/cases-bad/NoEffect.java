import dev.zproc.ChildProcess;
import dev.zproc.FailedRun;
import dev.zproc.GiveUp;
import dev.zproc.Restart;
import dev.zproc.RestartPolicy;
import dev.zproc.State;
import dev.zproc.WaitFor;

final class Kitchen {
  @State
  interface Bakery {
    boolean open();
  }

  @ChildProcess
  @WaitFor(
      value = "open",
      includeOwn = true) // warning: [ZProc/NoEffect] 'includeOwn = true' has no effect: a process commits nothing before its method begins. Remove it, or set 'repeat = true'.
  static void bake(Kitchen_BakeryState bakery) {}

  @ChildProcess
  @WaitFor(value = "open", includeOwn = true, repeat = true)
  static void eat(Kitchen_BakeryState bakery) {}

  @ChildProcess(setup = "heat")
  @WaitFor(value = "changed(open)", includeOwn = true)
  static void serve(Kitchen_BakeryState bakery, Oven oven) {}

  static final class Oven {}

  static Oven heat(Kitchen_BakeryState bakery) {
    return new Oven();
  }

  @ChildProcess(restart = @Restart)
  @WaitFor(value = "open", includeOwn = true, onFailure = FailedRun.REPEAT)
  static void wash(Kitchen_BakeryState bakery) {}

  @ChildProcess(
      restart =
          @Restart(
              on = RestartPolicy.NEVER,
              max = 3, // warning: [ZProc/NoEffect] 'max' has no effect: with on = RestartPolicy.NEVER nothing is restarted. Remove it, or write on = RestartPolicy.ON_FAILURE.
              backoff = "1s"))
  static void never() {}

  @ChildProcess(restart = @Restart(on = RestartPolicy.NEVER, onGiveUp = GiveUp.STOP_ROOT))
  static void important() {}
}

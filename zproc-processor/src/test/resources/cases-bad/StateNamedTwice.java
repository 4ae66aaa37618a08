import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;

final class Kitchen {
  KitchenLauncher launcher;

  @State
  interface Bakery {
    int cookies();
  }

  @State
  interface Shop {
    int cookies();
  }

  @ChildProcess
  @WaitFor(value = "cookies > 5", state = Shop.class) // error: [ZProc/StateNamedTwice] The parameters of 'Kitchen.eat(Kitchen_BakeryState)' tell the state already
  static void eat(Kitchen_BakeryState bakery) {}

  @ChildProcess
  @WaitFor(value = "cookies > 5", state = Bakery.class)
  static void good(Kitchen_BakeryState bakery) {}
}

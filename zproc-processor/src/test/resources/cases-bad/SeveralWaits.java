import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;

final class Kitchen {
  @State
  interface Bakery {
    int cookies();

    boolean open();
  }

  @ChildProcess
  @WaitFor("cookies > 5")
  @WaitFor("open || cookies == 0")
  static void bake(Kitchen_BakeryState bakery) {} // error: [ZProc/SeveralWaits] 'Kitchen.bake(Kitchen_BakeryState)' has 2 conditions to wait for. Join them in one, as in @WaitFor("cookies > 5 && (open || cookies == 0)"), or with '||' if one of them is enough.

  @WaitFor("cookies > 5")
  @WaitFor("open")
  static void eat(Kitchen_BakeryState bakery) {} // error: [ZProc/WaitWithoutChild] @WaitFor does nothing on 'Kitchen.eat(Kitchen_BakeryState)'
}

import dev.zproc.ChildProcess;
import dev.zproc.State;

final class Kitchen {
  Kitchen_BakeryState state;
  KitchenLauncher launcher;

  @State
  private interface Bakery { // error: [ZProc/PrivateState] 'Kitchen.Bakery' is private, so 'Kitchen_BakeryState' cannot implement it. Make the interface package-private or wider.
    int cookies();
  }

  @ChildProcess
  static void bake(Kitchen_BakeryState bakery) {}
}

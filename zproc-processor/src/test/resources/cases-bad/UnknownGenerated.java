import dev.zproc.ChildProcess;
import dev.zproc.State;
import java.util.List;

final class Kitchen {
  @State
  interface Bakery {
    int cookies();
  }

  @State(accessor = "Till")
  interface Shop {
    int coins();
  }

  @ChildProcess
  static void bake(BakeryState bakery) {} // error: cannot find symbol // error: [ZProc/UnknownGenerated] 'BakeryState' does not exist: the accessor of 'Kitchen.Bakery' is called 'Kitchen_BakeryState'. Write 'Kitchen_BakeryState'.

  @ChildProcess
  static void sell(Kitchen.ShopState shop) {} // error: cannot find symbol // error: [ZProc/UnknownGenerated] 'ShopState' does not exist: the accessor of 'Kitchen.Shop' is called 'Till'. Write 'Till'.

  private static List<Kitchen_BakreyState> all; // error: cannot find symbol // error: [ZProc/UnknownGenerated] 'Kitchen_BakreyState' does not exist: the accessor of 'Kitchen.Bakery' is called 'Kitchen_BakeryState'.

  record Pair(KitchenBakeryState[] states) {} // error: cannot find symbol // error: [ZProc/UnknownGenerated] 'KitchenBakeryState' does not exist: the accessor of 'Kitchen.Bakery' is called 'Kitchen_BakeryState'.

  static final class Oven {
    @ChildProcess
    static void heat(Kitchen_BakeryState bakery, Till shop) {}
  }

  OvenLauncher launcher; // error: cannot find symbol // error: [ZProc/UnknownGenerated] 'OvenLauncher' does not exist: the launcher of 'Kitchen.Oven' is called 'Kitchen_OvenLauncher'. Write 'Kitchen_OvenLauncher'.

  Missing missing; // error: cannot find symbol
}

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;

final class Kitchen {
  @State
  interface Bakery {
    int cookies();
  }

  @ChildProcess
  @WaitFor(
      value = "cookies > 5",
      repeat = true) // error: [ZProc/RepeatedResult] 'Kitchen.bake(Kitchen_BakeryState)' returns an int, but with repeat = true it runs for every match and nobody gets what it returns. Let it return nothing and set a key instead, or leave out 'repeat'.
  static int bake(Kitchen_BakeryState bakery) {
    return 1;
  }

  @ChildProcess
  @WaitFor(value = "cookies > 5", repeat = true)
  static Void eat(Kitchen_BakeryState bakery) {
    return null;
  }

  @ChildProcess
  @WaitFor(value = "cookies > 5", repeat = false)
  static int count(Kitchen_BakeryState bakery) {
    return bakery.cookies().get();
  }
}

import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;

final class Kitchen {
  KitchenLauncher launcher;

  interface Oven {
    boolean open();
  }

  @dev.zproc.State
  interface Bakery {
    boolean open();
  }

  @ChildProcess
  @WaitFor(value = "open", state = Kitchen_BakeryState.class) // error: [ZProc/NotAState] 'Kitchen_BakeryState' is not annotated with @State. Write 'state = Kitchen.Bakery.class'.
  static void eat() {}

  @ChildProcess
  @WaitFor(value = "open", state = Oven.class) // error: [ZProc/NotAState] 'Kitchen.Oven' is not annotated with @State. Name an interface that is.
  static void bake() {}
}

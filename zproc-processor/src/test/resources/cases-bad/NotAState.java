import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;

final class Kitchen {
  KitchenLauncher launcher;

  interface Oven {
    boolean open();
  }

  @ChildProcess
  @WaitFor(value = "open", state = Oven.class) // error: [ZProc/NotAState] 'Kitchen.Oven' is not annotated with @State. Name an interface that is.
  static void bake() {}
}

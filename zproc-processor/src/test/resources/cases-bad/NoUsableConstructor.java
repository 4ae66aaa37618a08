import dev.zproc.ChildProcess;

final class Kitchen {
  KitchenLauncher launcher;

  private Kitchen() {}

  Kitchen(int ovens) {}

  @ChildProcess
  void bake() {} // error: [ZProc/NoUsableConstructor] 'Kitchen.bake()' is an instance method, but 'Kitchen' has no non-private constructor without parameters. Add one, or make 'bake' static.
}

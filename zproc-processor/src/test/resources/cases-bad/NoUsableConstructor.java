import dev.zproc.ChildProcess;

final class Kitchen {
  KitchenLauncher launcher;

  private Kitchen() {}

  Kitchen(int ovens) {}

  enum Oven {
    HOT;

    @ChildProcess
    void heat() {} // error: [ZProc/NoUsableConstructor] 'Kitchen.Oven.heat()' is an instance method, but 'Kitchen.Oven' has no non-private constructor without parameters. Make 'heat' static.
  }

  @ChildProcess
  void bake() {} // error: [ZProc/NoUsableConstructor] 'Kitchen.bake()' is an instance method, but 'Kitchen' has no non-private constructor without parameters. Add one, or make 'bake' static.
}

import dev.zproc.ChildProcess;

abstract class Kitchen {
  KitchenLauncher launcher;

  @ChildProcess
  void bake() {} // error: [ZProc/AbstractOwner] 'Kitchen.bake()' is an instance method, but 'Kitchen' is abstract
}

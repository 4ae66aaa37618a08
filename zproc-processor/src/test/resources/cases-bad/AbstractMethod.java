import dev.zproc.ChildProcess;

interface Kitchen {
  KitchenLauncher launcher = null;

  @ChildProcess
  void bake(); // error: [ZProc/AbstractMethod] 'Kitchen.bake()' has no body to run in a child process. Put @ChildProcess on the implementing method.
}

import dev.zproc.ChildProcess;

final class Kitchen {
  Kitchen_OvenLauncher launcher;

  class Oven {
    @ChildProcess
    void bake() {} // error: [ZProc/InnerClass] 'Kitchen.Oven' is an inner class and cannot be created in another JVM. Did you mean 'static class Oven'?
  }
}

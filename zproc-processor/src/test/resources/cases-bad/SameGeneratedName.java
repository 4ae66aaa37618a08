import dev.zproc.ChildProcess;

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_BakeMain main;

  @ChildProcess
  static void bake(int count) {}

  @ChildProcess
  static void bake(String recipe) {} // error: [ZProc/SameGeneratedName] 'bake(int)' and 'bake(String)' would both generate 'Kitchen_BakeMain'. Give one a name: @ChildProcess(name = "…").
}

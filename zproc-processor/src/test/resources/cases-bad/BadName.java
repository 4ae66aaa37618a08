import dev.zproc.ChildProcess;

final class Kitchen {
  KitchenLauncher launcher;

  @ChildProcess(name = "cookie eater") // error: [ZProc/BadName] "cookie eater" is not a valid name. Begin with a letter and use letters, digits, '-' and '_' only.
  static void bake() {}
}

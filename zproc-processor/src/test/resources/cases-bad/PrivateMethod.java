import dev.zproc.ChildProcess;

final class Kitchen {
  KitchenLauncher launcher;
  Kitchen_BakeMain main;

  @ChildProcess
  private static void bake() {} // error: [ZProc/PrivateMethod] 'Kitchen.bake()' is private, so the class that is generated beside 'Kitchen' cannot call it. Make it package-private or wider.

  /** Suffers from nothing, but its main class needs the launcher. */
  @ChildProcess
  static void eat() {}

  Kitchen_EatMain other;
}

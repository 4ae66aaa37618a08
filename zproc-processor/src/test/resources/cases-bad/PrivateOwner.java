import dev.zproc.ChildProcess;

final class Restaurant {
  Restaurant_KitchenLauncher launcher;

  private static class Kitchen {
    @ChildProcess
    static void bake() {} // error: [ZProc/PrivateOwner] 'Restaurant.Kitchen' is private, so the class that is generated beside it cannot reach the child processes in it. Make it package-private or wider.
  }
}

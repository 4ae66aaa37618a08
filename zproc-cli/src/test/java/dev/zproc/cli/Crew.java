package dev.zproc.cli;

import dev.zproc.ChildProcess;
import dev.zproc.Restart;
import dev.zproc.runtime.ZProc;

/** Children to look at, and to kill. */
final class Crew {

  private Crew() {}

  /** Bakes until the shop opens. */
  @ChildProcess(restart = @Restart(max = 5, within = "1m", backoff = "10ms"))
  static void bake(ShopState shop) {
    shop.await(shop.open().equalTo(true));
  }

  /** Has a child of its own. */
  @ChildProcess
  static void lead(ZProc zproc) {
    zproc.spawn(CrewLauncher.bake()).join();
  }
}

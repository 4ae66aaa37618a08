package dev.zproc.console;

import dev.zproc.ChildProcess;
import dev.zproc.Restart;
import dev.zproc.WaitFor;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;

/** The tests' processes. */
final class Staff {

  private Staff() {}

  @ChildProcess
  static void bake(ShopState shop) {
    shop.await(shop.closing().equalTo(true));
  }

  @ChildProcess
  @WaitFor("cookies > limit && !closing")
  static void eat(ShopState shop, int limit) {
    shop.await(shop.closing().equalTo(true));
  }

  /** Fails once, in words that a page must not take for its own. */
  @ChildProcess(restart = @Restart(max = 5, within = "1m", backoff = "50ms"))
  static void stumble(ShopState shop) {
    if (shop.orders().putIfAbsent("stumbled", 1) == null) {
      throw new IllegalStateException("<img src=x onerror=\"window.hacked=1\">");
    }
    shop.await(shop.closing().equalTo(true));
  }

  @ChildProcess
  static void lead(ZProc zproc, ShopState shop) {
    Child<Void> below = zproc.spawn(StaffLauncher.bake());
    below.join();
  }

  /** Takes {@code millis}, as work does. */
  @ChildProcess
  static int knead(int millis) throws InterruptedException {
    Thread.sleep(millis);
    return millis;
  }

  @ChildProcess
  static void burn() {
    throw new IllegalStateException("burnt");
  }

  /** Bakes for as long as the shop is open. */
  @ChildProcess
  static void oven(ShopState shop, int millis) throws InterruptedException {
    for (int i = 1; !shop.closing().get(); i++) {
      Thread.sleep(millis);
      shop.cookies().add(1);
      shop.orders().put("tray " + i % 4, i);
    }
  }
}

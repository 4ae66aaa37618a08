package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.Restart;
import dev.zproc.State;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ChildGroup;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.child.GroupStrategy;
import dev.zproc.runtime.failure.ChildFailedException;

/** What the supervised say of themselves. */
@State
interface Shop {
  int tries();

  int ovenStarts();

  int bakerStarts();
}

/**
 * <b>12.</b> Children that are started again when they fail, each time as a new process: one that
 * succeeds in the end, one that never does, and a group in which one depends on the other.
 */
final class Supervision {

  private Supervision() {}

  @ChildProcess(restart = @Restart(max = 5, backoff = "10ms"))
  static String luckyAtTheThirdTry(ShopState shop) {
    int tries = shop.tries().add(1);
    if (tries < 3) {
      throw new IllegalStateException("no luck at try " + tries);
    }
    return "lucky at try " + tries;
  }

  @ChildProcess(restart = @Restart(max = 2, within = "10m", backoff = "10ms"))
  static void neverLucky() {
    throw new IllegalStateException("no luck at all");
  }

  @ChildProcess(restart = @Restart(backoff = "10ms"))
  static void oven(ShopState shop) {
    shop.ovenStarts().add(1);
    shop.await(shop.ovenStarts().lessThan(0)); // that is, for ever
  }

  /** Bakes in the oven that was there when it began, so it is of no use without that one. */
  @ChildProcess(restart = @Restart(backoff = "10ms"))
  static void baker(ShopState shop) {
    shop.bakerStarts().add(1);
    shop.await(shop.bakerStarts().lessThan(0));
  }

  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open()) {
      Child<String> lucky = zproc.spawn(SupervisionLauncher.luckyAtTheThirdTry());
      System.out.println(lucky.join() + ", after " + lucky.restarts() + " restarts");

      Child<Void> unlucky = zproc.spawn(SupervisionLauncher.neverLucky());
      try {
        unlucky.join();
      } catch (ChildFailedException failure) {
        System.out.printf("no luck after %d restarts: %s%n", unlucky.restarts(), failure.end());
      }
      group(zproc);
    }
  }

  private static void group(ZProc zproc) {
    ShopState shop = ShopState.of(zproc);
    Call<Void> oven = SupervisionLauncher.oven();
    Call<Void> baker = SupervisionLauncher.baker();
    try (ChildGroup group =
        zproc.group(
            "shop",
            g ->
                g.strategy(GroupStrategy.REST_FOR_ONE)
                    // A change, for what an attempt has left behind holds for the next one too.
                    .child(oven, o -> o.readyWhen(shop.ovenStarts().changed()))
                    .child(baker, b -> b.readyWhen(shop.bakerStarts().changed())))) {
      say("the group is up", shop.snapshot());

      kill(group.child(oven));
      say("the oven was killed", shop.await(shop.bakerStarts().equalTo(2)));

      kill(group.child(baker));
      say("the baker was killed", shop.await(shop.bakerStarts().equalTo(3)));
    }
    System.out.println("the group is stopped, the last one first");
  }

  private static void kill(Child<?> child) {
    ProcessHandle.of(child.pid()).orElseThrow().destroyForcibly();
  }

  private static void say(String what, Shop then) {
    System.out.printf(
        "%s: oven started %d, baker %d times%n", what, then.ovenStarts(), then.bakerStarts());
  }
}

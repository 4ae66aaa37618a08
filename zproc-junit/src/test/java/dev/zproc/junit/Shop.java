package dev.zproc.junit;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Children that run as threads, some of them with a race. */
final class Shop {

  private Shop() {}

  @State(namespace = "shop")
  interface Goods {

    int stock();

    int sold();

    boolean open();

    List<String> log();
  }

  /** Checks, and then writes: two of them may both find the last one. */
  @ChildProcess
  static void buyCarelessly(Shop_GoodsState goods) {
    if (goods.stock().get() > 0) {
      goods.stock().add(-1);
      goods.sold().add(1);
    }
  }

  @ChildProcess
  static void buy(Shop_GoodsState goods) {
    goods.atomically(
        draft -> {
          if (draft.stock() > 0) {
            draft.stock(draft.stock() - 1);
            draft.sold(draft.sold() + 1);
          }
        });
  }

  @ChildProcess
  @WaitFor("open")
  static String note(String name, int times, Shop_GoodsState goods) {
    for (int i = 0; i < times; i++) {
      goods.log().append(name);
    }
    return name + " in " + Thread.currentThread().getName();
  }

  /** Has nothing to do but to wait. */
  @ChildProcess
  @WaitFor("stock > 0")
  static void queue(Shop_GoodsState goods) {}

  @ChildProcess
  static void fail() {
    throw new IllegalStateException("sold out");
  }

  @ChildProcess
  @WaitFor("open")
  static void failOnceOpen(Shop_GoodsState goods) {
    throw new IllegalStateException("sold out");
  }

  /** Fails the first time. */
  @ChildProcess
  static int failOnce(Shop_GoodsState goods) {
    int attempt = goods.sold().add(1);
    if (attempt == 1) {
      throw new IllegalStateException("sold out");
    }
    return attempt;
  }

  /** Has nothing to do with the state, and heeds an interrupt. */
  @ChildProcess
  static void idle() throws InterruptedException {
    new CountDownLatch(1).await();
  }

  @ChildProcess
  static void openAndIdle(Shop_GoodsState goods) throws InterruptedException {
    goods.open().set(true);
    idle();
  }

  /** What ends a parent of one that idles; nothing else does. */
  static final CountDownLatch RELEASE = new CountDownLatch(1);

  @ChildProcess
  static void stubbornParent(Shop_GoodsState goods, ZProc zproc) {
    zproc.spawn(ShopLauncher.idle());
    goods.open().set(true);
    while (RELEASE.getCount() > 0) {
      try {
        RELEASE.await();
      } catch (InterruptedException e) {
        // It goes on.
      }
    }
  }

  /** Asks for JVMs on standby. */
  @ChildProcess
  static int keepsSome(ZProc zproc) {
    zproc.standby(ShopLauncher.idle(), 2);
    return zproc.standbys().size();
  }

  /** What cannot be shown to anybody. */
  record Unspeakable(int number) {

    @Override
    public String toString() {
      throw new Error("unspeakable");
    }
  }

  @State(namespace = "secrets")
  interface Secrets {

    @Nullable Unspeakable kept();
  }

  /** Waits for the next secret. */
  @ChildProcess
  static void keep(Shop_SecretsState secrets) {
    secrets.kept().awaitChange();
  }

  @ChildProcess
  static long parent(ZProc zproc) {
    Child<Void> child = zproc.spawn(ShopLauncher.fail());
    try {
      child.join();
    } catch (RuntimeException e) {
      return child.pid();
    }
    return 0;
  }

  /** Heeds no interrupt, until the state is no more. */
  @ChildProcess
  static void hang(Shop_GoodsState goods) {
    goods.open().set(true);
    CountDownLatch never = new CountDownLatch(1);
    while (true) {
      try {
        never.await();
      } catch (InterruptedException e) {
        if (goods.sold().get() < 0) {
          return;
        }
      }
    }
  }
}

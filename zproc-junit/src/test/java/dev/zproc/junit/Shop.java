package dev.zproc.junit;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import java.util.List;
import java.util.concurrent.CountDownLatch;

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

  @ChildProcess
  static void fail() {
    throw new IllegalStateException("sold out");
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

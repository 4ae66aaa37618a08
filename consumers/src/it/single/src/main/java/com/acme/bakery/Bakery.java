package com.acme.bakery;

import dev.zproc.ChildProcess;
import dev.zproc.WaitFor;
import dev.zproc.runtime.Child;
import dev.zproc.runtime.ZProc;
import java.util.List;

final class Bakery {

  @ChildProcess
  static Outcome bake(OvenState oven, Cake cake, Cake.Topping extra) {
    Outcome outcome =
        extra instanceof Cake.Sugar
            ? new Outcome.Burnt(extra)
            : new Outcome.Baked(new Cake(cake.customer(), List.of(extra)));
    oven.atomically(
        draft -> {
          draft.baked(draft.baked() + 1);
          draft.last(outcome);
        });
    return outcome;
  }

  @ChildProcess
  @WaitFor("baked >= count")
  static String deliver(Oven now, int count) {
    return "delivered " + now.baked() + ", the favourite is " + now.favourite();
  }

  public static void main(String[] args) {
    Cake cake = new Cake("Zoë", List.of(new Cake.Sugar(30), new Cake.Fruit("plum")));
    try (ZProc zproc = ZProc.open()) {
      Child<String> delivery = zproc.spawn(BakeryLauncher.deliver(2));
      System.out.println(zproc.spawn(BakeryLauncher.bake(cake, new Cake.Fruit("cherry"))).join());
      System.out.println(zproc.spawn(BakeryLauncher.bake(cake, new Cake.Sugar(500))).join());
      System.out.println(delivery.join());
      System.out.println(OvenState.of(zproc).last().get());
    }
  }
}

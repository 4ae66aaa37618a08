package com.acme.kitchen;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.ZProc;

final class Kitchen {

  @State
  interface Larder {

    int cookies();
  }

  @ChildProcess
  static void bake(Kitchen_LarderState larder) {
    larder.cookies().set(12);
    System.out.println("bake: I baked 12 cookies");
  }

  @ChildProcess
  @WaitFor("cookies > 5")
  static void eat(Kitchen_LarderState larder) {
    System.out.println("eat: " + larder.cookies().get() + " cookies, so I wake");
  }

  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open()) {
      KitchenLauncher.startAll(zproc);
      zproc.awaitAll();
    }
  }
}

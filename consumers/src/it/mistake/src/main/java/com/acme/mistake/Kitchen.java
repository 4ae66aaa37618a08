package com.acme.mistake;

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
  @WaitFor("cokies > 5")
  static int eat(Kitchen_LarderState larder) {
    return larder.cookies().get();
  }

  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open()) {
      System.out.println(zproc.spawn(KitchenLauncher.eat()).join());
    }
  }
}

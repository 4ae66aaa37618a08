package com.acme;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.ZProc;

/** Everything in one file, and a method that is named as one of Object. */
public final class LuckTest {

  @State
  interface Luck {
    int num();

    boolean stop();
  }

  @ChildProcess
  @WaitFor("low < num && num < high")
  static void wait(LuckTest_LuckState s, int low, int high) {}

  @ChildProcess(timeout = "2h")
  @WaitFor(value = "changed(num) || stop", repeat = true, live = true)
  static void watch(LuckTest_LuckState s) {}

  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open()) {
      LuckTestLauncher.startAll(zproc);
      zproc.spawn(LuckTestLauncher.wait(1, 2)).join();
      zproc.awaitAll();
    }
  }
}

package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.runtime.ZProc;

/** How many keepers there are, and how many have gone in good order, of all replicas together. */
@State
interface Stall {
  int open();

  int closed();
}

/** Stands in for a program that is deployed: its launcher starts a child that serves for ever. */
final class StallKeeper {

  private StallKeeper() {}

  @ChildProcess(heap = "64m")
  static void serve(ZProc zproc, StallState stall) {
    stall.open().add(1);
    try {
      while (true) {
        stall.open().awaitChange();
      }
    } finally {
      Thread.interrupted(); // the word that ends it is an interrupt
      stall.closed().add(1);
    }
  }
}

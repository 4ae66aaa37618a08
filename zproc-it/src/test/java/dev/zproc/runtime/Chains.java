package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.failure.ChildFailedException;

/** A root process that spawns where no program should: while its class is initialised. */
final class Chains {

  private static final ZProc ZPROC = ZProc.open(ZProcOptions::nested);
  private static final Child<String> CHILD = ZPROC.spawn(ChainsLauncher.link());

  private Chains() {}

  /** Waits for the child. */
  public static void main(String[] args) {
    try {
      System.out.println("result: " + CHILD.join());
    } catch (ChildFailedException e) {
      System.out.println(e);
      e.printStackTrace(System.out);
    }
    ZPROC.close();
  }

  @ChildProcess
  static String link() {
    return "done";
  }
}

package dev.zproc.runtime;

import dev.zproc.ChildProcess;

/** Children that keep JVMs on standby for their own. */
final class Keepers {

  private Keepers() {}

  /** Returns whether a child of its own was one that had waited. */
  @ChildProcess
  static boolean keep(ZProc zproc) throws InterruptedException {
    zproc.standby(KidsLauncher.add(1, 1), 1);
    while (zproc.standbys().isEmpty() || !zproc.standbys().get(0).ready()) {
      Thread.sleep(1);
    }
    long waiting = zproc.standbys().get(0).pid();
    Child<Integer> child = zproc.spawn(KidsLauncher.add(1, 1));
    return child.join() == 2 && child.pid() == waiting;
  }

  /** Returns the main class that the JVM's own property names. */
  @ChildProcess
  static String command() {
    return System.getProperty("sun.java.command");
  }
}

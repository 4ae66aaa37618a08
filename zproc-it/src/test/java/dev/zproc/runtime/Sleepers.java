package dev.zproc.runtime;

import java.nio.file.Path;

/** A root process with a child that never comes up. */
final class Sleepers {

  private Sleepers() {}

  /**
   * Waits for it.
   *
   * @param args the Java installation of the child
   */
  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open()) {
      zproc.spawn(KidsLauncher.add(1, 2), spawn -> spawn.javaHome(Path.of(args[0]))).join();
    }
  }
}

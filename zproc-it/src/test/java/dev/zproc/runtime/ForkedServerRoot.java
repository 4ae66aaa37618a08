package dev.zproc.runtime;

import dev.zproc.runtime.fixtures.BakeryState;

/** A root process whose state is kept by another, with a child that stays. */
final class ForkedServerRoot {

  private ForkedServerRoot() {}

  /** Runs it. */
  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open(options -> options.server(ServerMode.FORKED))) {
      BakeryState.of(zproc).cookies().set(1);
      System.out.println("server " + zproc.ping().serverPid());
      zproc.spawn(KidsLauncher.stay("forever")).join();
    } catch (RuntimeException e) {
      System.out.println("failure: " + e.getMessage());
    }
  }
}

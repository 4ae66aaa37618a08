package dev.zproc.runtime;

import dev.zproc.ChildProcess;

/** A root process of its own for {@link OtherHostKillsIT}, with one child on another host. */
final class OtherHostRoot {

  private OtherHostRoot() {}

  /** Starts the child on the host of the ssh config that is named, and waits for it. */
  public static void main(String[] args) {
    Host host = Host.ssh("forge").sshArgs("-F", args[0]).java(System.getProperty("java.home"));
    try (ZProc zproc = ZProc.open(o -> o.transport(Transport.UNIX))) {
      zproc.spawn(KidsLauncher.stay("forever"), s -> s.on(host)).join();
    }
  }

  /** Has a child of its own, which tells its home. */
  @ChildProcess
  static String below(ZProc zproc) {
    return zproc.spawn(KidsLauncher.look("$HOME")).join();
  }
}

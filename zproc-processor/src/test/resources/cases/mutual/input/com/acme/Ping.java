package com.acme;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.ZProc;

/** Mentions its own generated classes, and those of a class that mentions its. */
final class Ping {
  static final Class<?> MAIN = Ping_PingMain.class;
  PongLauncher other;

  @ChildProcess
  static void ping(ZProc zproc) {
    zproc.spawn(PongLauncher.pong("hello"));
  }

  Call<Void> again(Ping_PingMain main) {
    return PingLauncher.ping();
  }
}

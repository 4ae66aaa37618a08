package com.acme;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.ZProc;

final class Pong {
  PingLauncher other;

  @ChildProcess
  static void pong(String text, ZProc zproc) {
    zproc.spawn(PingLauncher.ping());
  }
}

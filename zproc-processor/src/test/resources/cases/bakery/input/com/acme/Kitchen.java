package com.acme;

import dev.zproc.ChildProcess;
import dev.zproc.CrashReason;
import dev.zproc.GiveUp;
import dev.zproc.Restart;
import dev.zproc.RestartPolicy;
import dev.zproc.WaitFor;
import dev.zproc.runtime.ZProc;
import java.io.IOException;
import java.nio.file.Path;

final class Kitchen {
  @ChildProcess(
      jvmArgs = "-Xss512k",
      heap = "256m",
      restart = @Restart(on = RestartPolicy.ON_FAILURE, max = 5, within = "1m", backoff = "200ms"))
  @WaitFor(value = "cookies > min && price < 4", timeout = "30s")
  static Order bake(BakeryState bakery, Bakery now, int min, Path file, ZProc zproc)
      throws Exception {
    throw new Exception("out of flour");
  }

  @ChildProcess(
      stopTimeout = "20s",
      restart =
          @Restart(
              retryOn = {IOException.class, Burnt.class},
              retryOnCrash = {CrashReason.SIGNAL, CrashReason.OUT_OF_MEMORY},
              factor = 1.5,
              maxBackoff = "1m",
              jitter = 0,
              resetAfter = "10m",
              onGiveUp = GiveUp.STOP_ROOT))
  static void eat(BakeryState bakery) {}

  private static final class Burnt extends Exception {
    private static final long serialVersionUID = 1L;
  }
}

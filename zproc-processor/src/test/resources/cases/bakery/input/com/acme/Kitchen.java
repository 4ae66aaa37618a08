package com.acme;

import dev.zproc.ChildProcess;
import dev.zproc.Restart;
import dev.zproc.RestartPolicy;
import dev.zproc.WaitFor;
import dev.zproc.runtime.ZProc;
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

  @ChildProcess
  static void eat(BakeryState bakery) {}
}

package dev.zproc.runtime;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** A root that keeps JVMs on standby, tells their ids when all are warm, and stays. */
final class StandbyRoot {

  private StandbyRoot() {}

  /** Keeps as many as the argument says. */
  public static void main(String[] args) throws Exception {
    int count = Integer.parseInt(args[0]);
    ZProc zproc = ZProc.open(options -> options.standby(count));
    zproc.awaitStandbys(Duration.ofSeconds(60));
    zproc.standbys().forEach(standby -> System.out.println("pid " + standby.pid()));
    new CountDownLatch(1).await();
  }
}

package dev.zproc.runtime;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * Opens contexts for tests that are to hold whether a child's JVM is forked for it or has waited
 * for its call: with {@code -Dzproc.test.standby=2} that many are warm before the test begins.
 */
final class Contexts {

  private static final int STANDBY = Integer.getInteger("zproc.test.standby", 0);

  private Contexts() {}

  static ZProc open() {
    return open(options -> {});
  }

  static ZProc open(Consumer<ZProcOptions> configure) {
    ZProc zproc = ZProc.open(configure.andThen(options -> options.standby(STANDBY)));
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> zproc.standbys().stream().filter(Standby::ready).count() == STANDBY);
    return zproc;
  }
}

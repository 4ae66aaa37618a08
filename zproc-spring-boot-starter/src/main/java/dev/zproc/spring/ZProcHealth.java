package dev.zproc.spring;

import dev.zproc.runtime.Ping;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.ZProcException;
import java.time.Duration;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;

/**
 * Up while the state server answers within a second.
 *
 * <p>Threads: safe for use by many threads.
 */
final class ZProcHealth implements HealthIndicator {

  private static final Duration SOON = Duration.ofSeconds(1);

  private final ZProc zproc;

  ZProcHealth(ZProc zproc) {
    this.zproc = zproc;
  }

  @Override
  public Health health() {
    try {
      Ping ping = zproc.ping(SOON);
      return Health.up()
          .withDetail("server", ping.serverPid())
          .withDetail("revision", ping.revision())
          .withDetail("children", zproc.children().size())
          .build();
    } catch (ZProcException e) {
      return Health.down(e).build();
    }
  }
}

package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.Secret;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who gets into a server beside the sessions that are born there.
 *
 * @param secrets by which guests of each role are let in; nobody is of a role without one
 * @param lease how long the session of a guest is kept whose connection is lost; 30 s by default
 * @param root by which the root proves who it is, if that is another process; null if it is the
 *     server's own
 */
public record Access(Map<Role, Secret> secrets, Duration lease, @Nullable Secret root) {

  /** Nobody. */
  public static final Access NONE = new Access(Map.of(), Duration.ofSeconds(30), null);

  /**
   * Checks what it is made of.
   *
   * @throws IllegalArgumentException if it makes no sense
   */
  public Access {
    secrets = Map.copyOf(secrets);
    if (secrets.containsKey(Role.MEMBER)) {
      throw new IllegalArgumentException("members have a secret each");
    }
    if (lease.isNegative() || lease.isZero()) {
      throw new IllegalArgumentException("lease must be more than 0, not " + Durations.text(lease));
    }
  }

  /** The same with other secrets. */
  public Access withSecrets(Map<Role, Secret> other) {
    return new Access(other, lease, root);
  }

  /** The same with another lease. */
  public Access withLease(Duration other) {
    return new Access(secrets, other, root);
  }

  /** The same with a root in another process. */
  public Access withRoot(Secret other) {
    return new Access(secrets, lease, other);
  }
}

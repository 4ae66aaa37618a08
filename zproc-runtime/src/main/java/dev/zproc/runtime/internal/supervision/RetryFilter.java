package dev.zproc.runtime.internal.supervision;

import dev.zproc.CrashReason;
import dev.zproc.runtime.child.ChildEnd;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which failures are worth another attempt: all, unless some are named.
 *
 * @param exceptions the binary names of classes; their subclasses count, too
 */
public record RetryFilter(Set<String> exceptions, Set<CrashReason> crashes) {

  public static final RetryFilter ALL = new RetryFilter(Set.of(), Set.of());

  public RetryFilter {
    exceptions = Set.copyOf(exceptions);
    crashes = Set.copyOf(crashes);
  }

  /** Whether {@code failure} is among them. */
  boolean accepts(AttemptEnd failure) {
    if (exceptions.isEmpty() && crashes.isEmpty()) {
      return true;
    }
    CrashReason reason = reason(failure.end());
    return reason != null ? crashes.contains(reason) : names(failure);
  }

  /** Whether what it threw, or a class above that, is named. */
  boolean names(AttemptEnd failure) {
    return failure.thrown().stream().anyMatch(exceptions::contains);
  }

  /** The name for an end that is no exception; null if there is none. */
  static @Nullable CrashReason reason(ChildEnd end) {
    if (end instanceof ChildEnd.Signalled) {
      return CrashReason.SIGNAL;
    }
    if (end instanceof ChildEnd.OutOfMemory) {
      return CrashReason.OUT_OF_MEMORY;
    }
    if (end instanceof ChildEnd.TimedOut) {
      return CrashReason.TIMEOUT;
    }
    if (end instanceof ChildEnd.Crashed) {
      return CrashReason.CRASH;
    }
    if (end instanceof ChildEnd.Exited) {
      return CrashReason.EXIT;
    }
    if (end instanceof ChildEnd.StartFailed) {
      return CrashReason.START_FAILED;
    }
    return end instanceof ChildEnd.Disconnected ? CrashReason.DISCONNECTED : null;
  }
}

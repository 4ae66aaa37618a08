package dev.zproc.runtime.internal.wait;

import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.internal.engine.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The one moment at which a call gives up, however many steps it takes; never early. */
public final class Deadline {

  public static final Deadline NEVER = new Deadline(null, 0);

  private final @Nullable Duration after;
  private final long at;

  private Deadline(@Nullable Duration after, long at) {
    this.after = after;
    this.at = at;
  }

  public static Deadline after(Duration timeout) {
    return Durations.isForEver(timeout)
        ? NEVER
        : new Deadline(timeout, System.nanoTime() + Durations.nanos(timeout));
  }

  public static Deadline afterNanos(long nanos) {
    return nanos >= Long.MAX_VALUE / 2 ? NEVER : after(Duration.ofNanos(nanos));
  }

  public boolean isNever() {
    return after == null;
  }

  /** The nanoseconds left; 0 or less at the deadline. */
  public long left() {
    return after == null ? Long.MAX_VALUE : at - System.nanoTime();
  }

  /** What to throw at the deadline, when {@code awaited} has not happened. */
  public WaitTimeoutException missed(String awaited) {
    return new WaitTimeoutException(awaited + " did not happen within " + shown());
  }

  /** How long it was; {@code for ever} if it never comes. */
  private String shown() {
    return Durations.text(after == null ? Durations.LONGEST : after);
  }
}

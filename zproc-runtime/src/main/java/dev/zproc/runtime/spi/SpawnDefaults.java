package dev.zproc.runtime.spi;

import dev.zproc.RestartPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @ChildProcess} says about how to run the process; a spawn may override it.
 *
 * <p>Threads: immutable.
 *
 * @param jvmArgs options for the JVM, one each
 * @param heap the largest heap as {@code -Xmx} spells it, or null for the JVM's own default
 * @param timeoutMillis how long one attempt may run, or 0 for ever
 */
public record SpawnDefaults(
    List<String> jvmArgs, @Nullable String heap, long timeoutMillis, RestartSpec restart) {

  public static final SpawnDefaults NONE =
      new SpawnDefaults(List.of(), null, 0, new RestartSpec(RestartPolicy.NEVER, 5, 60_000, 100));

  /** {@code @Restart}, its periods in milliseconds. */
  public record RestartSpec(RestartPolicy on, int max, long withinMillis, long backoffMillis) {}
}

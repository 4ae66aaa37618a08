package dev.zproc.runtime;

import dev.zproc.CrashReason;
import dev.zproc.GiveUp;
import dev.zproc.RestartPolicy;
import dev.zproc.runtime.internal.supervision.RestartBackoff;
import dev.zproc.runtime.internal.supervision.RestartPlan;
import dev.zproc.runtime.internal.supervision.RetryFilter;
import dev.zproc.runtime.spi.SpawnDefaults;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * When one child is started again, and what follows if it is not; begins with what its
 * {@code @Restart} says, and each method returns {@code this}.
 *
 * <pre>{@code
 * zproc.spawn(call, spawn -> spawn.restart(r -> r
 *     .retryOn(IOException.class).retryOnCrash(CrashReason.SIGNAL)
 *     .max(3, Duration.ofMinutes(1))
 *     .backoff(Duration.ofSeconds(1), 1.5, Duration.ofSeconds(20))));
 * }</pre>
 *
 * <p>Numbers and times that make no sense are an {@link IllegalArgumentException} of the spawn, and
 * not of the method here.
 *
 * <p>Threads: not safe; used while {@link ZProc#spawn(Call, java.util.function.Consumer)} runs.
 */
public final class RestartOptions {

  private RestartPolicy on;
  private final Set<String> retryOn = new LinkedHashSet<>();
  private final Set<CrashReason> retryOnCrash = new LinkedHashSet<>();
  private int max;
  private Duration within;
  private Duration backoff;
  private double factor;
  private Duration maxBackoff;
  private double jitter;
  private Duration resetAfter;
  private GiveUp onGiveUp;

  RestartOptions(SpawnDefaults.RestartSpec spec) {
    this.on = spec.on();
    this.retryOn.addAll(spec.retryOn());
    this.retryOnCrash.addAll(spec.retryOnCrash());
    this.max = spec.max();
    this.within = Duration.ofMillis(spec.withinMillis());
    this.backoff = Duration.ofMillis(spec.backoffMillis());
    this.factor = spec.factor();
    this.maxBackoff = Duration.ofMillis(spec.maxBackoffMillis());
    this.jitter = spec.jitter();
    this.resetAfter = Duration.ofMillis(spec.resetAfterMillis());
    this.onGiveUp = spec.onGiveUp();
  }

  /**
   * Says after which ends it is started again, and forgets what {@link #retryOn} and {@link
   * #retryOnCrash} have named.
   */
  public RestartOptions on(RestartPolicy on) {
    this.on = on;
    retryOn.clear();
    retryOnCrash.clear();
    return this;
  }

  /**
   * Starts it again after these exceptions of its method, their subclasses included, besides those
   * named before; all failures that are not named are final. Sets the policy to {@link
   * RestartPolicy#ON_FAILURE}.
   */
  @SafeVarargs
  public final RestartOptions retryOn(Class<? extends Throwable>... exceptions) {
    on = RestartPolicy.ON_FAILURE;
    for (Class<? extends Throwable> exception : exceptions) {
      retryOn.add(exception.getName());
    }
    return this;
  }

  /**
   * Starts it again after these ends that are no exception of its method, besides those named
   * before; all failures that are not named are final. Sets the policy to {@link
   * RestartPolicy#ON_FAILURE}.
   */
  public RestartOptions retryOnCrash(CrashReason... reasons) {
    on = RestartPolicy.ON_FAILURE;
    retryOnCrash.addAll(Set.of(reasons));
    return this;
  }

  /**
   * Allows {@code max} restarts within the period, 1 at least; the next failure is then the last.
   * For none there is {@link RestartPolicy#NEVER}.
   */
  public RestartOptions max(int max, Duration within) {
    this.max = max;
    this.within = within;
    return this;
  }

  /** Sets the delay before the first restart; it grows as before, and to no less than this. */
  public RestartOptions backoff(Duration first) {
    this.backoff = first;
    this.maxBackoff = maxBackoff.compareTo(first) < 0 ? first : maxBackoff;
    return this;
  }

  /**
   * Sets the delays.
   *
   * @param first before the first restart
   * @param factor by how much they grow each time, at least 1
   * @param longest the longest, before jitter
   */
  public RestartOptions backoff(Duration first, double factor, Duration longest) {
    this.backoff = first;
    this.factor = factor;
    this.maxBackoff = longest;
    return this;
  }

  /** Varies delays by up to this part of themselves, at random; 0 is not at all. */
  public RestartOptions jitter(double jitter) {
    this.jitter = jitter;
    return this;
  }

  /** Lets the delays start over once an attempt has lived for so long. */
  public RestartOptions resetAfter(Duration healthy) {
    this.resetAfter = healthy;
    return this;
  }

  /** Says who is concerned, but for those who wait for it, when it has failed for good. */
  public RestartOptions onGiveUp(GiveUp onGiveUp) {
    this.onGiveUp = onGiveUp;
    return this;
  }

  RestartPlan plan() {
    return new RestartPlan(
        on,
        new RetryFilter(retryOn, retryOnCrash),
        max,
        within,
        new RestartBackoff(backoff, factor, maxBackoff, jitter, resetAfter),
        onGiveUp);
  }
}

package dev.zproc;

import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a child that ended is started again; every attempt is a new process.
 *
 * <pre>{@code
 * @ChildProcess(restart = @Restart(on = ON_FAILURE, max = 5, within = "1m", backoff = "200ms"))
 * static void eat(BakeryState bakery) { … }
 *
 * @ChildProcess(restart = @Restart(retryOn = IOException.class, retryOnCrash = CrashReason.SIGNAL))
 * static Page fetch(URI page) throws IOException { … }
 * }</pre>
 *
 * <p>The delay before a restart is {@link #backoff()} at first and grows by {@link #factor()} each
 * time, up to {@link #maxBackoff()}, give or take {@link #jitter()} at random; it starts over once
 * an attempt has lived for {@link #resetAfter()}. When there were {@link #max()} restarts {@link
 * #within()} the period, the next failure is the last: it goes to whoever waits for the child, and
 * to whom {@link #onGiveUp()} says. With {@link RestartPolicy#ALWAYS} a return counts as well, and
 * one too many is such a failure. A {@code max} of 5 is five restarts, and so six attempts.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Restart {

  /** After which ends to start again. Default: failures. */
  RestartPolicy on() default RestartPolicy.ON_FAILURE;

  /**
   * The exceptions of the method after which to start again, with their subclasses:
   * {@code @Restart(retryOn = IOException.class)}. As soon as this or {@link #retryOnCrash()} names
   * something, all other failures are final. Default: every failure counts but a {@code
   * BadValueException}, since the next attempt would find the same bytes; it counts where it, or a
   * class above it, is named.
   */
  Class<? extends Throwable>[] retryOn() default {};

  /**
   * The ways to end, other than by an exception, after which to start again:
   * {@code @Restart(retryOnCrash = {CrashReason.SIGNAL, CrashReason.TIMEOUT})}. As soon as this or
   * {@link #retryOn()} names something, all other failures are final. Default: every failure
   * counts.
   */
  CrashReason[] retryOnCrash() default {};

  /**
   * How many restarts {@link #within()} the period are allowed before giving up (OTP's <i>restart
   * intensity</i>): {@code @Restart(max = 3)}. Default: 5.
   */
  int max() default 5;

  /** The period in which {@link #max()} restarts are allowed: {@code @Restart(within = "5m")}. */
  String within() default "60s";

  /** The delay before the first restart: {@code @Restart(backoff = "1s")}. */
  String backoff() default "100ms";

  /**
   * By how much the delay grows from one restart to the next, at least 1: {@code @Restart(factor =
   * 1.5)}. Default: it doubles.
   */
  double factor() default 2;

  /** The longest delay: {@code @Restart(maxBackoff = "5m")}. */
  String maxBackoff() default "30s";

  /**
   * By which part of itself a delay may be longer or shorter, at random, from 0 to less than 1:
   * {@code @Restart(jitter = 0)}. Default: a fifth.
   */
  double jitter() default 0.2;

  /**
   * How long an attempt must have lived for the delay to start over: {@code @Restart(resetAfter =
   * "10m")}.
   */
  String resetAfter() default "60s";

  /**
   * Who is concerned, but for those who wait for the child, when it has failed for good:
   * {@code @Restart(onGiveUp = GiveUp.STOP_ROOT)}. Default: nobody.
   */
  GiveUp onGiveUp() default GiveUp.FAIL_WAITERS;
}

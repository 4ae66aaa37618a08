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
 * }</pre>
 *
 * <p>The delay before restart <i>n</i> is {@link #backoff()} doubled <i>n</i> - 1 times, at most 30
 * s, give or take 20 % at random; it starts over once an attempt has lived for 60 s. More than
 * {@link #max()} restarts {@link #within()} the period end in giving up: the last failure goes to
 * whoever joins the child.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({})
public @interface Restart {

  /** After which ends to start again. Default: failures. */
  RestartPolicy on() default RestartPolicy.ON_FAILURE;

  /**
   * How many restarts {@link #within()} the period are allowed before giving up (OTP's <i>restart
   * intensity</i>): {@code @Restart(max = 3)}. Default: 5.
   */
  int max() default 5;

  /** The period in which {@link #max()} restarts are allowed: {@code @Restart(within = "5m")}. */
  String within() default "60s";

  /** The delay before the first restart: {@code @Restart(backoff = "1s")}. */
  String backoff() default "100ms";
}

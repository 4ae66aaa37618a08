package dev.zproc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Lets a {@link ChildProcess} method begin when a condition over the shared state holds.
 *
 * <p>The condition is checked by the compiler against the {@link State} interface, and evaluated by
 * the state server at the revision at which the child was spawned and at each later one, so that
 * nothing is missed while the child's JVM starts:
 *
 * <pre>{@code
 * @ChildProcess
 * @WaitFor("cookies > 5 && open")                 // keys, literals, comparison, && || !, parentheses
 * static void eat(BakeryState bakery) { … }
 *
 * @ChildProcess
 * @WaitFor("low < num && num < high")             // low and high are the call's arguments
 * static void wait(LuckState luck, int low, int high) { … }
 *
 * @ChildProcess
 * @WaitFor("changed(foo) || exists(last)")        // changed(), changed(a, b), exists(k), k == null
 * static void log(FooState foo) { … }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
@Repeatable(WaitFor.Several.class)
public @interface WaitFor {

  /** The condition: {@code @WaitFor("cookies > 5")}. */
  String value();

  /**
   * The state interface that the keys belong to, where no parameter of the method tells:
   * {@code @WaitFor(value = "open", state = Bakery.class)}. Default: the one state among the
   * parameters.
   */
  Class<?> state() default void.class;

  /**
   * Whether the method runs once for every revision at which the condition holds, in order, rather
   * than once: {@code @WaitFor(value = "changed(cookies)", repeat = true)}.
   */
  boolean repeat() default false;

  /**
   * Whether only the newest revision counts at the time the method is ready to run, rather than
   * every one since birth: {@code @WaitFor(value = "cookies > 5", live = true)}.
   */
  boolean live() default false;

  /**
   * Whether commits of the process itself are changes too, and matches of a wait that repeats:
   * {@code @WaitFor(value = "changed(cookies)", repeat = true, includeOwn = true)}. By default a
   * process does not wake itself.
   */
  boolean includeOwn() default false;

  /**
   * What becomes of a run that failed when the process is started again, as {@link Restart} says:
   * {@code @WaitFor(value = "changed(orders)", repeat = true, onFailure = FailedRun.REPEAT)}. A
   * wait that repeats goes on where it stood: with the match after the one whose run failed, or
   * with that match. One that does not repeat waits anew, or runs again for the match that it had.
   * A live wait looks at the newest revision again in place of the match. Default: the run is
   * skipped.
   */
  FailedRun onFailure() default FailedRun.SKIP;

  /**
   * How long to wait before the child ends with a wait time-out, as a number and a unit ({@code
   * ms}, {@code s}, {@code m}, {@code h}): {@code @WaitFor(value = "open", timeout = "30s")}.
   * Default: for ever.
   */
  String timeout() default "";

  /**
   * What the compiler makes of several {@link WaitFor} on one method. The processor refuses it and
   * says how to join them: a method waits for one condition.
   */
  @Documented
  @Retention(RetentionPolicy.CLASS)
  @Target(ElementType.METHOD)
  @interface Several {

    /** The annotations. */
    WaitFor[] value();
  }
}

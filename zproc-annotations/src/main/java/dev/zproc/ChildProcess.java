package dev.zproc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a method runnable in a JVM of its own.
 *
 * <p>For each annotated method the processor generates a main class ({@code Owner_MethodMain}), and
 * for each class with such methods a launcher ({@code OwnerLauncher}) with one typed factory per
 * method. The factory returns a {@code Call}, which {@code ZProc.spawn} runs:
 *
 * <pre>{@code
 * final class Parser {
 *   @ChildProcess(heap = "256m", restart = @Restart(on = RestartPolicy.ON_FAILURE, max = 5))
 *   static Report parse(Path file, int limit) throws IOException { … }
 * }
 *
 * Child<Report> child = zproc.spawn(ParserLauncher.parse(file, 10));
 * Report report = child.join();
 * }</pre>
 *
 * <p>Parameters, in any order: generated accessors ({@code FooState}) and {@code ZProc} are
 * injected; a {@link State} interface itself is the snapshot that satisfied {@link WaitFor}, or the
 * state at birth; every other parameter is an argument that the launcher's factory takes. The
 * return value travels back to whoever joins the child. The method may be package-private and may
 * declare checked exceptions; it may not be private, abstract or generic.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface ChildProcess {

  /**
   * The name of the process, also part of the generated names: letters, digits, {@code -} and
   * {@code _}, beginning with a letter. Default: the name of the method.
   *
   * <pre>{@code
   * @ChildProcess(name = "eater")
   * static void eat(BakeryState bakery) { … }    // generates Bakery_EaterMain, BakeryLauncher.eater()
   * }</pre>
   */
  String name() default "";

  /**
   * Options for the child's JVM, one each, added after those of zproc: {@code @ChildProcess(jvmArgs
   * = {"-Xss512k", "-Duser.language=en"})}. Default: none.
   */
  String[] jvmArgs() default {};

  /**
   * The most memory that the child's heap may take, as {@code -Xmx} spells it:
   * {@code @ChildProcess(heap = "256m")}. Default: what the JVM decides.
   */
  String heap() default "";

  /**
   * How long the method may run before its process is killed, as a number and a unit ({@code ms},
   * {@code s}, {@code m}, {@code h}): {@code @ChildProcess(timeout = "30s")}. It counts from the
   * begin of the method, and anew for each run where {@link WaitFor} repeats. Default: for ever.
   */
  String timeout() default "";

  /**
   * How long an attempt may take from the fork of its process until the method begins, or waits for
   * what {@link WaitFor} says: {@code @ChildProcess(startTimeout = "20s")}. One that takes longer
   * is killed, and could not start. Default: for ever.
   */
  String startTimeout() default "";

  /**
   * How long the process has to end when it is stopped, before it gets SIGTERM, and 2 s later
   * SIGKILL: {@code @ChildProcess(stopTimeout = "20s")}. When the method is over, the process has
   * as long to end before it gets SIGKILL, 2 s at least. Default: 5 s.
   */
  String stopTimeout() default "5s";

  /**
   * What happens when the process ends: {@code @ChildProcess(restart = @Restart(on =
   * RestartPolicy.ALWAYS))}. Default: nothing; its end belongs to whoever joins it.
   */
  Restart restart() default @Restart(on = RestartPolicy.NEVER);
}

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
 * state at birth; what {@link #setup} names makes one value for the process; every other parameter
 * is an argument that the launcher's factory takes. The return value travels back to whoever joins
 * the child. The method may be package-private and may declare checked exceptions; it may not be
 * private, abstract or generic.
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
   * static void eat(BakeryState bakery) { … }  // in Kitchen: Kitchen_EaterMain, KitchenLauncher.eater()
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
   * Methods of the same class that make what the method needs in its process and no call can bring
   * along, because it is dear to make or tied to a JVM: a model, a connection.
   *
   * <pre>{@code
   * @ChildProcess(setup = "open")
   * static Report parse(Model model, Path file, int depth) { … }
   *
   * static Model open() throws IOException { … }
   *
   * zproc.spawn(ParserLauncher.parse(file, 10));     // the model is no argument
   * }</pre>
   *
   * <p>Each is static, takes nothing but accessors and {@code ZProc}, and returns the type of
   * exactly one parameter of the method, which gets the value. It is called once in each process,
   * at its start: before the method begins or waits for what {@link WaitFor} says, so its time is
   * of {@link #startTimeout}. All runs in that process get the same value, those of other methods
   * of the class that name the same set-up too. If it throws, the call fails with that.
   *
   * <p>A value that is {@link AutoCloseable} is closed when the process ends after its last run,
   * whether that returned or threw, on the same thread, the last one made first. The outcome is
   * told before, so a {@code close} that throws is only a warning in the log, and one that hangs is
   * ended with its process after {@link #stopTimeout}. A process that is killed, crashes, or ends
   * through {@link System#exit} closes nothing. Default: none.
   */
  String[] setup() default {};

  /**
   * What happens when the process ends: {@code @ChildProcess(restart = @Restart(on =
   * RestartPolicy.ALWAYS))}. Default: nothing; its end belongs to whoever joins it.
   */
  Restart restart() default @Restart(on = RestartPolicy.NEVER);
}

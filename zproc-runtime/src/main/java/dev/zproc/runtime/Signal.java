package dev.zproc.runtime;

import dev.zproc.runtime.internal.child.StopWord;
import dev.zproc.runtime.internal.signal.SignalTrap;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A signal of the operating system: to be sent to a child with {@link Child#signal}, or to be had
 * as an exception with {@link #toException}.
 *
 * <p>Threads: immutable.
 *
 * @since 0.1
 */
public enum Signal {
  /** The terminal is gone; a child ignores it, because it is its root's to decide. */
  HUP(true),
  /** Ctrl-C; a child ignores it, because it is its root's to decide. */
  INT(true),
  /** Lets a JVM print the stacks of all its threads on its stdout; it cannot be caught. */
  QUIT(false),
  /** Ends a process at once; it cannot be caught. */
  KILL(false),
  /** For what user code means by it; ends a process that does not catch it. */
  USR1(true),
  /** HotSpot suspends its threads with it, so that it cannot be caught here. */
  USR2(false),
  /** Asks a process to end; a JVM then runs its shutdown hooks. */
  TERM(true),
  /** Lets a stopped process go on. */
  CONT(false),
  /** Stops a process, until {@link #CONT}; it cannot be caught. */
  STOP(false);

  private final boolean catchable;

  Signal(boolean catchable) {
    this.catchable = catchable;
  }

  /** Whether {@link #toException} takes it. */
  public boolean isCatchable() {
    return catchable;
  }

  /**
   * Lets signals be exceptions for the calling thread, in place of what they did so far, until the
   * scope is closed; {@link SignalScope} says where they are thrown.
   *
   * <pre>{@code
   * try (SignalScope scope = Signal.toException(Signal.TERM)) {
   *   bakery.cookies().awaitChange();
   * } catch (SignalException e) {
   *   // SIGTERM came
   * }
   * }</pre>
   *
   * @throws IllegalArgumentException if one of them cannot be caught: see {@link #isCatchable}
   * @throws UnsupportedOperationException if the JVM was told to leave signals alone ({@code
   *     -Xrs}), lacks the module {@code jdk.unsupported}, or the system has no such signal
   */
  public static SignalScope toException(Signal signal, Signal... more) {
    List<Signal> signals =
        Stream.concat(Stream.of(signal), Arrays.stream(more)).distinct().toList();
    for (Signal each : signals) {
      if (!each.catchable) {
        throw new IllegalArgumentException(
            "SIG" + each + " cannot be caught; those that can are HUP, INT, USR1 and TERM");
      }
    }
    SignalTrap.unless(StopWord::isSaidHere);
    return new SignalScope(Thread.currentThread(), signals);
  }
}

package dev.zproc.runtime;

import dev.zproc.runtime.failure.SignalException;
import dev.zproc.runtime.internal.child.StopWord;
import dev.zproc.runtime.internal.signal.RawSignals;
import dev.zproc.runtime.internal.signal.SignalTrap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * While it is open, signals come to the thread that opened it as {@link SignalException}s.
 *
 * <p>Java cannot throw into a thread that is busy. A signal interrupts the thread, so every wait
 * ends, and the exception is thrown
 *
 * <ul>
 *   <li>by the wait of zproc in which the thread is, or else the next one;
 *   <li>by {@link #check()}, for long computations;
 *   <li>by {@link #call} around waits of the JDK, which themselves throw {@link
 *       InterruptedException};
 *   <li>at the latest by {@link #close()}: no signal is lost.
 * </ul>
 *
 * <p>A signal that comes again before it is thrown is thrown once. In a child that is stopped, TERM
 * is such an exception too, and SIGKILL follows 2 s later.
 *
 * <p>Threads: used by the thread that opened it, which no other thread's signals concern.
 */
public final class SignalScope implements AutoCloseable {

  private final Thread thread;
  private final List<Runnable> restorers = new ArrayList<>();

  private SignalScope(Thread thread, List<Signal> signals) {
    this.thread = thread;
    try {
      for (Signal signal : signals) {
        String name = signal.name();
        restorers.add(RawSignals.handle(name, number -> SignalTrap.spring(thread, name, number)));
      }
    } catch (RuntimeException e) {
      restore();
      throw e;
    }
  }

  /**
   * Lets signals be exceptions for the calling thread, in place of what they did so far, until the
   * scope is closed. Of several scopes that are open for a signal, whichever threads opened them
   * and in whatever order they are closed, the newest has it.
   *
   * <pre>{@code
   * try (SignalScope scope = SignalScope.open(Signal.TERM)) {
   *   bakery.cookies().awaitChange();
   * } catch (SignalException e) {
   *   // SIGTERM came
   * }
   * }</pre>
   *
   * @throws IllegalArgumentException if one of them cannot be caught: see {@link
   *     Signal#isCatchable}
   * @throws UnsupportedOperationException if the JVM was told to leave signals alone ({@code
   *     -Xrs}), lacks the module {@code jdk.unsupported}, or the system has no such signal
   */
  public static SignalScope open(Signal signal, Signal... more) {
    List<Signal> signals =
        Stream.concat(Stream.of(signal), Arrays.stream(more)).distinct().toList();
    for (Signal each : signals) {
      if (!each.isCatchable()) {
        throw new IllegalArgumentException(
            "SIG" + each + " cannot be caught; those that can are HUP, INT, USR1 and TERM");
      }
    }
    SignalTrap.unless(StopWord::isSaidHere);
    return new SignalScope(Thread.currentThread(), signals);
  }

  /**
   * Throws the signal that has come, if one has.
   *
   * @throws SignalException if a signal has come for this thread
   */
  public void check() {
    SignalException signal = thread == Thread.currentThread() ? SignalTrap.take() : null;
    if (signal != null) {
      throw signal;
    }
  }

  /**
   * Calls {@code task} in this thread, and throws a signal that comes meanwhile in place of the
   * {@link InterruptedException} that it causes.
   *
   * @return what the task returns
   * @throws SignalException if a signal came
   * @throws Exception what the task throws
   */
  public <T extends @Nullable Object> T call(Callable<T> task) throws Exception {
    try {
      return task.call();
    } catch (Exception e) {
      SignalException signal = thread == Thread.currentThread() ? SignalTrap.behind(e) : null;
      if (signal != null && signal != e) {
        signal.addSuppressed(e);
        throw signal;
      }
      throw e;
    }
  }

  /**
   * Lets the signals do again what they did before, or leaves them to the scopes that are still
   * open.
   *
   * @throws SignalException if one has come that nobody has seen
   */
  @Override
  public void close() {
    restore();
    check();
  }

  private void restore() {
    for (int i = restorers.size() - 1; i >= 0; i--) {
      restorers.get(i).run();
    }
    restorers.clear();
  }
}

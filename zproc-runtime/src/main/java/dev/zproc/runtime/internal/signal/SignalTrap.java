package dev.zproc.runtime.internal.signal;

import dev.zproc.runtime.failure.SignalException;
import dev.zproc.runtime.failure.WaitInterruptedException;
import dev.zproc.runtime.failure.ZProcException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The signals that have come for a thread which wants them as exceptions, and which it has not
 * seen. Java cannot throw into a thread, so it is interrupted; whoever finds it interrupted asks
 * here what that means. As with the operating system, a signal that has come twice before it is
 * seen counts once.
 *
 * <p>Threads: safe for use by many threads. Signals are brought by threads of the JVM.
 */
public final class SignalTrap {

  /** The signals that wait to be seen, by their names and in the order in which they came. */
  private static final Map<Thread, Map<String, Integer>> PENDING = new WeakHashMap<>();

  /** Whether the current thread is to stay interrupted for another reason. */
  private static volatile BooleanSupplier otherwiseInterrupted = () -> false;

  private SignalTrap() {}

  /** Lets {@code reason} say whether there is another reason for an interrupt. */
  public static void unless(BooleanSupplier reason) {
    otherwiseInterrupted = reason;
  }

  /** A signal has come for {@code thread}. */
  public static synchronized void spring(Thread thread, String name, int number) {
    PENDING.computeIfAbsent(thread, key -> new LinkedHashMap<>()).putIfAbsent(name, number);
    thread.interrupt();
  }

  /**
   * To be thrown by a wait that was interrupted: the signal that has come for this thread, or that
   * it was interrupted, with the flag set again.
   *
   * @param message what was interrupted
   */
  public static ZProcException interrupted(String message, @Nullable InterruptedException cause) {
    SignalException signal = take();
    if (signal != null) {
      return signal;
    }
    Thread.currentThread().interrupt();
    return new WaitInterruptedException(message, cause);
  }

  /**
   * Takes the first signal that has come for this thread, and clears its interrupt flag if there is
   * no other reason for it.
   */
  public static synchronized @Nullable SignalException take() {
    Thread thread = Thread.currentThread();
    Map<String, Integer> pending = PENDING.get(thread);
    if (pending == null) {
      return null;
    }
    Map.Entry<String, Integer> first = pending.entrySet().iterator().next();
    pending.remove(first.getKey());
    if (pending.isEmpty()) {
      PENDING.remove(thread);
      boolean unused = Thread.interrupted();
      if (otherwiseInterrupted.getAsBoolean()) {
        thread.interrupt(); // looked at after the flag was cleared, so that no reason is missed
      }
    }
    return new SignalException("SIG" + first.getKey(), first.getValue());
  }

  /**
   * The signal because of which {@code thrown} has left the method: it is one, or an interrupt
   * behind which one stands.
   */
  public static @Nullable SignalException behind(Throwable thrown) {
    if (thrown instanceof SignalException signal) {
      return signal;
    }
    if (!(thrown instanceof InterruptedException
        || thrown instanceof WaitInterruptedException
        || thrown instanceof ClosedByInterruptException
        || thrown instanceof InterruptedIOException)) {
      return null;
    }
    for (Throwable suppressed : thrown.getSuppressed()) {
      if (suppressed instanceof SignalException signal) {
        return signal; // thrown when the scope was closed
      }
    }
    return take();
  }
}

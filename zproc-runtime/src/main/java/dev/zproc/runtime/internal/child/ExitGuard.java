package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.Bytes;
import java.io.PrintStream;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The child's shutdown hook. If something ends the JVM before its method has, it tells the parent
 * that this is an orderly exit, whose code is what it seems; and it flushes what was printed.
 *
 * <p>That there is a hook at all has a use of its own: adding it initialises the JDK's shutdown
 * code while there is heap to do so, without which a process cannot even be halted.
 *
 * <p>Threads: safe for use by many threads; runs in its own, {@code zproc-exit}.
 */
final class ExitGuard implements Runnable {

  private static final long TELL_MILLIS = 500;

  private volatile @Nullable EngineSession session;

  /** Makes the guard and adds it to the JVM's shutdown hooks. */
  static ExitGuard install() {
    ExitGuard guard = new ExitGuard();
    try {
      Runtime.getRuntime().addShutdownHook(new Thread(guard, "zproc-exit"));
    } catch (IllegalStateException e) {
      // The JVM is on its way out already.
    }
    return guard;
  }

  /** From here on an exit is premature, and {@code session} is where to tell it. */
  void armed(EngineSession session) {
    this.session = session;
  }

  /** The method is over and its outcome told: an exit is nothing to tell any more. */
  void disarmed() {
    this.session = null;
  }

  @Override
  public void run() {
    EngineSession armed = session;
    if (armed != null) {
      try {
        armed.note(NoteKind.EXITING, Bytes.EMPTY).get(TELL_MILLIS, TimeUnit.MILLISECONDS);
      } catch (ExecutionException | TimeoutException | InterruptedException e) {
        // The parent then takes the exit code for what it most often means.
      }
    }
    flush();
  }

  /** Flushes what user code has printed, wherever {@link System#out} leads by now. */
  static void flush() {
    flush(System.out);
    flush(System.err);
  }

  private static void flush(PrintStream stream) {
    try {
      stream.flush();
    } catch (Throwable e) {
      // It is the user's, who may have put anything in its place.
    }
  }
}

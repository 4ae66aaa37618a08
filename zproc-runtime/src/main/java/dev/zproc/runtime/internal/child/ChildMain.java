package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ProcessExit;
import dev.zproc.runtime.failure.SignalException;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.boot.Outcome;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.output.OneWriteStream;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.spi.ChildEntry;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * The life of a child process, from the first line of its main to its exit code.
 *
 * <p>Its parent gets a result or a failure through the server before the process ends. Only where
 * there is no server to tell does it write to stderr, of which the parent keeps the end.
 *
 * <p>Threads: used by the main thread of the child.
 */
public final class ChildMain<R> {

  /** How long the methods of an exception may take to say what it is. */
  private static final Duration DESCRIPTION = Duration.ofSeconds(2);

  private final ChildEntry<R> entry;
  private final ExitGuard guard = ExitGuard.install();
  private final StopWord stop = new StopWord(Thread.currentThread());

  private ChildMain(ChildEntry<R> entry) {
    this.entry = entry;
    ThisChild.runs(entry);
  }

  /**
   * Runs {@code entry} in this process and ends it, unless that only takes returning.
   *
   * @param library the release of this library
   */
  public static void run(
      ChildEntry<?> entry, Marker marker, String library, ChildContext.Factory contexts) {
    ChildMain<?> child = new ChildMain<>(entry);
    Lifeline lifeline = Boot.arm(marker);
    int code = child.live(lifeline, library, contexts);
    // The outcome is told. From here on what the user left behind may hold the process, which its
    // parent then kills; and it may throw, which changes nothing.
    ExitGuard.flush();
    lifeline.release();
    QuickExit.leave(code);
  }

  private int live(Lifeline lifeline, String library, ChildContext.Factory contexts) {
    BootFrame frame;
    ChildContext context;
    try {
      frame = lifeline.frame();
      check(frame, library);
      context = contexts.open(frame, stop, Fault::end);
    } catch (IOException | EngineException | InterruptedException e) {
      return complain("zproc could not start " + entry + ": " + e.getMessage(), ExitCodes.REFUSED);
    }
    guard.armed(context.session());
    Outcome outcome = outcome(frame, context);
    stop.over();
    int code = tell(outcome, context);
    guard.disarmed();
    try {
      context.close();
    } catch (RuntimeException e) {
      // What it still holds ends with the process.
    }
    return code;
  }

  private void check(BootFrame frame, String library) throws IOException {
    if (!frame.library().equals(library)) {
      throw new IOException("the parent runs zproc " + frame.library() + ", the child " + library);
    }
    if (!frame.entry().equals(entry.getClass().getName())) {
      throw new IOException(
          "the parent wants " + frame.entry() + ", this is " + entry.getClass().getName());
    }
  }

  private Outcome outcome(BootFrame frame, ChildContext context) {
    try {
      DecodedArguments arguments = DecodedArguments.of(entry, frame.arguments(), frame.closure());
      R result = new Runs<>(entry, context, arguments, stop, frame.position(), frame.timed()).all();
      return new Outcome.Returned(
          result == null ? null : Bytes.wrap(entry.result().encode(result)));
    } catch (Throwable e) {
      return thrown(e);
    }
  }

  /** How a method has ended that threw {@code e}. */
  public static Outcome thrown(Throwable e) {
    SignalException signal = SignalTrap.behind(e);
    if (signal != null) {
      return new Outcome.Signalled(new ChildEnd.Signalled(signal.signal(), signal.signalName()));
    }
    return e instanceof ProcessExit exit ? new Outcome.Exited(exit.code()) : described(e);
  }

  /** Tells the parent and returns the exit code that goes with it. */
  private static int tell(Outcome outcome, ChildContext context) {
    try {
      getAnyway(context.session().outcome(outcome.encode()));
    } catch (ExecutionException e) {
      if (outcome instanceof Outcome.Returned
          && e.getCause() instanceof EngineException.Rejected rejected) {
        return tell(described(rejected), context); // too large, most likely
      }
      return complain(
          "zproc could not tell the parent how it went: " + e.getCause(), ExitCodes.SERVER_GONE);
    }
    return code(outcome);
  }

  private static int code(Outcome outcome) {
    if (outcome instanceof Outcome.Signalled signalled) {
      return ExitCodes.SIGNAL_BASE + signalled.end().signal();
    }
    return outcome instanceof Outcome.Returned
        ? 0
        : outcome instanceof Outcome.Exited exited ? exited.code() : ExitCodes.THREW;
  }

  private static Outcome.Threw described(Throwable thrown) {
    return new Outcome.Threw(ThrownText.within(DESCRIPTION, thrown), classes(thrown));
  }

  /** By name, so that the parent can tell what kind of exception it is without having the class. */
  private static List<String> classes(Throwable thrown) {
    List<String> names = new ArrayList<>();
    for (Class<?> each = thrown.getClass();
        each != null && each != Object.class;
        each = each.getSuperclass()) {
      names.add(each.getName());
    }
    return names;
  }

  /** Waits whoever interrupts: other threads of the user may run on, and know this one. */
  private static void getAnyway(Future<?> told) throws ExecutionException {
    while (true) {
      try {
        told.get();
        return;
      } catch (InterruptedException e) {
        // Once more; nobody hears of it after this.
      }
    }
  }

  private static int complain(String message, int code) {
    OneWriteStream.own().println(message);
    return code;
  }
}

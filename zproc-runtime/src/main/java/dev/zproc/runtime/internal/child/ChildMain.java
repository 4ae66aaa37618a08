package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.internal.boot.BootFrame;
import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.boot.Marker;
import dev.zproc.runtime.internal.boot.Outcome;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.output.OneWriteStream;
import dev.zproc.runtime.spi.ChildEntry;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The life of a child process, from the first line of its main to its exit code.
 *
 * <p>Its parent gets a result or a failure through the server before the process ends. Only where
 * there is no server to tell does it write to stderr, of which the parent keeps the end.
 *
 * <p>Threads: used by the main thread of the child.
 */
public final class ChildMain<R> {

  /** The release where no manifest says it. */
  public static final String UNKNOWN_RELEASE = "development";

  private final ChildEntry<R> entry;
  private final ExitGuard guard;
  private final StopWord stop = new StopWord();
  private final SetupValues setups = new SetupValues();

  /** Whether this process is the child's, whose stderr is then kept by the parent. */
  private final boolean alone;

  private ChildMain(ChildEntry<R> entry, ExitGuard guard, boolean alone) {
    this.entry = entry;
    this.guard = guard;
    this.alone = alone;
  }

  /**
   * Runs {@code entry} in this process and ends it, unless that only takes returning.
   *
   * @param library the release of this library
   */
  public static void run(
      ChildEntry<?> entry, Marker marker, String library, ChildContext.Factory contexts) {
    ChildMain<?> child = new ChildMain<>(entry, ExitGuard.install(), true);
    ThisChild.runs(entry);
    Lifeline lifeline = Boot.arm(marker);
    int code = child.live(lifeline, library, contexts);
    // The outcome is told. From here on what the user left behind may hold the process, which its
    // parent then kills; and it may throw, which changes nothing.
    ExitGuard.flush();
    lifeline.release();
    QuickExit.leave(code);
  }

  /**
   * Lives the whole life of a child without ending the process, so that another one in the same
   * process finds everything loaded. The server that {@code frame} names is told how it went.
   *
   * @return the exit code
   */
  public static int rehearse(
      ChildEntry<?> entry, BootFrame frame, String library, ChildContext.Factory contexts) {
    ThisChild.runs(entry);
    return new ChildMain<>(entry, new ExitGuard(), true).live(frame, library, contexts);
  }

  /** The same of a child that is one of many in this process, which is no child itself. */
  public static int inThread(
      ChildEntry<?> entry, BootFrame frame, String library, ChildContext.Factory contexts) {
    return new ChildMain<>(entry, new ExitGuard(), false).live(frame, library, contexts);
  }

  private int live(Lifeline lifeline, String library, ChildContext.Factory contexts) {
    try {
      return live(lifeline.frame(), library, contexts);
    } catch (IOException | InterruptedException e) {
      return refused(e);
    }
  }

  private int live(BootFrame frame, String library, ChildContext.Factory contexts) {
    ChildContext context;
    try {
      check(frame, library);
      context = contexts.open(frame, stop, new Ending());
    } catch (IOException | EngineException e) {
      return refused(e);
    }
    guard.armed(context.session());
    Outcome outcome = outcome(frame, context);
    stop.over();
    int code = tell(outcome, context);
    guard.disarmed();
    setups.close(); // as long as the parent lets it: the outcome is told
    try {
      context.close();
    } catch (RuntimeException e) {
      // What it still holds ends with the process.
    }
    return code;
  }

  private int refused(Exception why) {
    return complain("zproc could not start " + entry + ": " + why.getMessage(), ExitCodes.REFUSED);
  }

  private void check(BootFrame frame, String library) throws IOException {
    // A loader that reads no manifest does not know the release of what it loads.
    boolean known = !library.equals(UNKNOWN_RELEASE) && !frame.library().equals(UNKNOWN_RELEASE);
    if (known && !frame.library().equals(library)) {
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
      R result =
          new Runs<>(entry, context, arguments, stop, frame.position(), frame.timed(), setups)
              .all();
      return new Outcome.Returned(
          result == null ? null : Bytes.wrap(entry.result().encode(result)));
    } catch (Throwable e) {
      return ThrownOutcome.of(e);
    }
  }

  /** Tells the parent and returns the exit code that goes with it. */
  private int tell(Outcome outcome, ChildContext context) {
    try {
      getAnyway(context.session().outcome(outcome.encode()));
    } catch (ExecutionException e) {
      if (outcome instanceof Outcome.Returned
          && e.getCause() instanceof EngineException.Rejected rejected) {
        return tell(ThrownOutcome.of(refused(rejected)), context);
      }
      return complain(
          "zproc could not tell the parent how it went: " + e.getCause().getMessage(),
          ExitCodes.SERVER_GONE);
    }
    return code(outcome);
  }

  /** What a result that the server does not take is for users: too large, most likely. */
  private static RuntimeException refused(EngineException.Rejected rejected) {
    String why = String.valueOf(rejected.getMessage());
    return rejected.why() == EngineException.Rejected.Why.LIMIT
        ? new LimitExceededException(why)
        : new IllegalStateException(why);
  }

  private static int code(Outcome outcome) {
    if (outcome instanceof Outcome.Signalled signalled) {
      return ExitCodes.SIGNAL_BASE + signalled.end().signal();
    }
    return outcome instanceof Outcome.Returned
        ? 0
        : outcome instanceof Outcome.Exited exited ? exited.code() : ExitCodes.THREW;
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

  /** No lambda: the first one in a JVM takes milliseconds. */
  private static final class Ending implements Consumer<Throwable> {

    @Override
    public void accept(Throwable fault) {
      Fault.end(fault);
    }
  }

  private int complain(String message, int code) {
    if (alone) {
      OneWriteStream.own().println(message);
    } else {
      // Killed, most likely: its thread goes on, and has nobody to tell.
      boolean refused = code == ExitCodes.REFUSED;
      System.getLogger(ChildMain.class.getName())
          .log(refused ? Level.WARNING : Level.DEBUG, message);
    }
    return code;
  }
}

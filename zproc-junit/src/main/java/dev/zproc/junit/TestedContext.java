package dev.zproc.junit;

import dev.zproc.runtime.Child;
import dev.zproc.runtime.Output;
import dev.zproc.runtime.UnseenFailures;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.ZProcOptions;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.failure.WaitTimeoutException;
import dev.zproc.runtime.failure.ZProcException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The context of one test, from its opening to what is left of it.
 *
 * <p>Threads: {@link #open} is safe for use by many threads; {@link #end} is called once, by the
 * thread of JUnit.
 */
final class TestedContext {

  private final Consumer<ZProcOptions> options;
  private final boolean inParallel;
  private final ChildrenOutput output = new ChildrenOutput();
  private final LeftProcesses processes;
  private final LeftThreads threads = new LeftThreads();

  /** Guarded by this. */
  private @Nullable ZProc context;

  TestedContext(Consumer<ZProcOptions> options, boolean inParallel) {
    this.options = options;
    this.inParallel = inParallel;
    this.processes = new LeftProcesses(inParallel);
  }

  synchronized ZProc open() {
    ZProc open = context;
    if (open == null) {
      open = ZProc.open(this::configure);
      context = open;
      processes.follow(open);
    }
    return open;
  }

  private void configure(ZProcOptions setting) {
    QuickTransport.choose(setting);
    setting.output(Output.lines(output));
    processes.mark(setting);
    options.accept(setting);
  }

  /**
   * Closes it, and tells what the test has left behind.
   *
   * @param failure what the test has failed with; null if it has not
   * @throws LeftBehindError if it has left something
   */
  void end(@Nullable Throwable failure) {
    boolean interrupted = Thread.interrupted();
    try {
      LeftBehind left = new LeftBehind();
      ChildrenReport report = close(failure, left);
      LeftBehindError error = left.error();
      Throwable shownWith = failure != null ? failure : error;
      if (shownWith != null && !report.isEmpty()) {
        report.showWith(shownWith);
      }
      if (error != null) {
        throw error;
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private synchronized ChildrenReport close(@Nullable Throwable failure, LeftBehind left) {
    List<String> alive = new ArrayList<>();
    List<String> waits = new ArrayList<>();
    ZProc open = context;
    if (open != null) {
      // Whatever one step throws, the next is taken: the tests after this one begin with nothing.
      try {
        describe(open, alive, waits);
        processes.look(open);
      } finally {
        try {
          left.failures(close(open, isTimeout(failure)));
        } finally {
          left.processes(processes.end(LeftProcesses.PATIENCE));
        }
      }
    }
    if (!inParallel) {
      left.threads(threads.await());
    }
    return new ChildrenReport(output.lines(), alive, waits);
  }

  /** Closes it; returns the failures that nobody has asked for. */
  private static List<ChildFailedException> close(ZProc open, boolean inHaste) {
    LastFailures failures;
    try {
      failures = new LastFailures(open::children, () -> UnseenFailures.take(open));
    } finally {
      if (inHaste) {
        Thread.currentThread().interrupt(); // which makes it kill the children
      }
      try {
        open.close();
      } finally {
        Thread.interrupted();
      }
    }
    return failures.all();
  }

  private static void describe(ZProc open, List<String> alive, List<String> waits) {
    for (Child<?> child : open.children()) {
      alive.add(child.toString());
    }
    try {
      open.waits().forEach(wait -> waits.add(wait.toString()));
    } catch (ZProcException e) {
      waits.add("nobody can say: " + e.getMessage());
    }
  }

  private static boolean isTimeout(@Nullable Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof TimeoutException || each instanceof WaitTimeoutException) {
        return true;
      }
    }
    return false;
  }
}

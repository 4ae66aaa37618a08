package dev.zproc.runtime;

import dev.zproc.runtime.child.ChildEnd;
import dev.zproc.runtime.child.ChildStatus;
import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.internal.supervision.AttemptEnd;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Warns of what would otherwise go unnoticed: children that have failed for good, or were stopped
 * before they had run, and of which nobody has asked how they ended. Asking is {@link Child#join},
 * {@link Child#result}, {@link Child#onExit}, a look at its end or exit code after it, stopping it
 * oneself, and waiting for all or for its group.
 *
 * <p>Threads: safe for use by many threads.
 */
final class UntoldFailures {

  /** How long after its end somebody may still ask. */
  static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final StackTraceElement[] NO_FRAMES = {};

  /** Guarded by this. */
  private final List<ForkedChild<?>> notBegun = new ArrayList<>();

  /** Those of which nobody has asked. */
  static List<ChildFailedException> of(Map<ForkedChild<?>, AttemptEnd> failed) {
    List<ChildFailedException> untold = new ArrayList<>();
    failed.forEach(
        (child, ended) -> {
          if (!child.isAskedFor()) {
            untold.add(failure(child, ended));
          }
        });
    return untold;
  }

  /** Tells of a failure, once, unless somebody has asked. */
  void warn(ForkedChild<?> child, AttemptEnd ended) {
    if (child.isAskedFor() || !child.isFirstWarning()) {
      return;
    }
    log(
        "'"
            + child.name()
            + "' has failed, and nobody has asked how it ended: "
            + ended.end()
            + (ended.gaveUp() == null ? "" : ". " + ended.gaveUp()),
        failure(child, ended));
  }

  /** It is thrown by nobody, so there are no frames that tell where. */
  private static ChildFailedException failure(ForkedChild<?> child, AttemptEnd ended) {
    ChildFailedException failure = child.failure(ended);
    failure.setStackTrace(NO_FRAMES);
    return failure;
  }

  /** The context is being closed, with these alive: remembers those whose method has not begun. */
  synchronized void closing(Collection<ForkedChild<?>> alive) {
    for (ForkedChild<?> child : alive) {
      ChildStatus status = child.status();
      boolean begins = status == ChildStatus.STARTING || status == ChildStatus.WAITING;
      if (begins && child.restarts() == 0) {
        notBegun.add(child);
      }
    }
  }

  /** The program has closed the context: tells of those that it has stopped before they ran. */
  void closed() {
    List<ForkedChild<?>> candidates;
    synchronized (this) {
      candidates = List.copyOf(notBegun);
      notBegun.clear();
    }
    for (ForkedChild<?> child : candidates) {
      AttemptEnd ended = child.done().getNow(null);
      boolean stopped = ended != null && ended.end() instanceof ChildEnd.Stopped && !ended.ran();
      if (stopped && !child.isAskedFor()) {
        log(
            "'"
                + child.name()
                + "' was stopped when its context was closed, before its method began;"
                + " awaitAll() or join() wait for it, and stop() before the end of the context says"
                + " that it is meant",
            null);
      }
    }
  }

  /** The log is the user's, and may fail as anything of theirs. */
  private static void log(String message, @Nullable ChildFailedException failure) {
    try {
      System.getLogger(ZProc.class.getName()).log(Level.WARNING, message, failure);
    } catch (Throwable e) {
      // Then nobody is told.
    }
  }
}

package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.journal.BatchOutcome;
import dev.zproc.runtime.internal.journal.CommitLog;
import dev.zproc.runtime.internal.journal.Decided;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log that takes everything, but answers no batch between {@link #hold} and {@link #release}, as
 * a disk that is busy; and nothing while it is {@link #full}.
 *
 * <p>Threads: safe for use by many threads.
 */
final class HeldLog implements CommitLog {

  private boolean held;
  private boolean full;
  private int batches;
  private @Nullable Runnable unanswered;

  synchronized void hold() {
    held = true;
  }

  /** Lets it refuse what comes from here on, or not any more. */
  synchronized void full(boolean now) {
    full = now;
  }

  /** How many batches it has been given. */
  synchronized int batches() {
    return batches;
  }

  /** Whether it has a batch about which it has not answered. */
  synchronized boolean isHolding() {
    return unanswered != null;
  }

  synchronized void release() {
    held = false;
    Runnable answer = unanswered;
    unanswered = null;
    if (answer != null) {
      answer.run();
    }
  }

  @Override
  public synchronized void take(List<Decided> batch, long oldest, Consumer<BatchOutcome> answer) {
    batches++;
    BatchOutcome outcome =
        full ? BatchOutcome.failed("there is no room") : BatchOutcome.all(batch.size());
    unanswered = () -> answer.accept(outcome);
    if (!held) {
      release();
    }
  }

  @Override
  public void close() {}
}

package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.journal.BatchOutcome;
import dev.zproc.runtime.internal.journal.CommitLog;
import dev.zproc.runtime.internal.journal.Decided;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A log that takes everything, but answers no batch between {@link #hold} and {@link #release}, as
 * a disk that is busy.
 *
 * <p>Threads: safe for use by many threads.
 */
final class HeldLog implements CommitLog {

  private boolean held;
  private @Nullable Runnable unanswered;

  synchronized void hold() {
    held = true;
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
    unanswered = () -> answer.accept(BatchOutcome.all(batch.size()));
    if (!held) {
      release();
    }
  }

  @Override
  public void close() {}
}

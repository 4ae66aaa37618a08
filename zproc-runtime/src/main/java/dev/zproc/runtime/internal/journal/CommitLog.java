package dev.zproc.runtime.internal.journal;

import java.util.List;
import java.util.function.Consumer;

/**
 * What makes commits last. A server decides them on its store and gives them here, in their order;
 * those that were taken it applies, and tells everybody. Nobody hears of a commit before.
 *
 * <p>Threads: {@link #take} is called by the server's thread, one batch at a time; the answer may
 * come by any thread.
 */
public interface CommitLog extends StateLog {

  /**
   * Takes a batch, or a part of it. Returns at once, and never blocks; {@code answer} is told what
   * became of it, once, now or later. The next batch comes only after that.
   *
   * @param batch what was decided, each on top of the ones before it
   * @param oldest the oldest revision that the server's history still reaches
   */
  void take(List<Decided> batch, long oldest, Consumer<BatchOutcome> answer);

  /** About how many bytes one commit may have, what it replaces included; none is given above. */
  default long maxCommitBytes() {
    return Long.MAX_VALUE;
  }
}

package dev.zproc.runtime.internal.schema;

import dev.zproc.runtime.internal.wait.Deadline;
import dev.zproc.runtime.internal.wait.Found;
import dev.zproc.runtime.internal.wait.MatchFeed;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.Moment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The matches of one {@code @WaitFor}, in order; for the runtime.
 *
 * <p>Threads: used by one thread, the one that runs the process's method.
 */
public final class Matches implements AutoCloseable {

  private final MatchFeed feed;
  private final String source;
  private final List<Namespace<?>> captured;
  private final Arguments arguments;

  public Matches(MatchFeed feed, String source, List<Namespace<?>> captured, Arguments arguments) {
    this.feed = feed;
    this.source = source;
    this.captured = captured;
    this.arguments = arguments;
  }

  /** A revision at which the condition held, and the states at it. */
  public record Matched(long revision, Moment moment) {}

  /**
   * Waits for the next match, for at most {@code timeoutNanos}; {@link Long#MAX_VALUE} is for ever.
   * Returns null at the time-out. What the user's test throws comes through unchanged.
   *
   * @throws dev.zproc.runtime.failure.HistoryGoneException if revisions were dropped before they
   *     could be evaluated
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted
   * @throws IllegalStateException if the wait is not to be repeated and has matched
   */
  public @Nullable Matched next(long timeoutNanos) {
    Found found = feed.next(Deadline.afterNanos(timeoutNanos), source);
    return found == null
        ? null
        : new Matched(found.revision(), new CapturedMoment(captured, found.view(), arguments));
  }

  /** Ends the wait. */
  @Override
  public void close() {
    feed.close();
  }
}

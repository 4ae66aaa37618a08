package dev.zproc.runtime.child;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that has happened to a child of a context, as {@link dev.zproc.runtime.ZProc#events()}
 * tells it.
 *
 * <p>For each attempt there is one {@link Started}, unless it could not be (or two, as it says), at
 * most one {@link Waiting} and one {@link Running}, and one {@link Exited}, in this order; between
 * two attempts a {@link Restarting}; and for each child one {@link Ended}, at the end.
 */
public sealed interface ChildEvent {

  /** When it happened, by this process's clock. */
  Instant time();

  /**
   * A process was forked. Told twice of one attempt if a JVM on standby has ended before it had
   * read the call, which then runs in another.
   *
   * @param child the name of the child
   * @param attempt 1 for its first process
   */
  record Started(Instant time, String child, int attempt, long pid) implements ChildEvent {}

  /** Its process is up, and waits for the condition of its {@code @WaitFor}. */
  record Waiting(Instant time, String child, int attempt, long pid) implements ChildEvent {}

  /** Its method begins; for a wait that repeats, for the first time. The wait is over. */
  record Running(Instant time, String child, int attempt, long pid) implements ChildEvent {}

  /**
   * Its process has ended, or could not be forked.
   *
   * @param pid the id of the process; -1 if there was none
   * @param end how it has ended
   */
  record Exited(Instant time, String child, int attempt, long pid, ChildEnd end)
      implements ChildEvent {}

  /**
   * It is started again.
   *
   * @param attempt the one that has ended
   * @param end how it has ended
   * @param delay how long until then
   */
  record Restarting(Instant time, String child, int attempt, ChildEnd end, Duration delay)
      implements ChildEvent {}

  /**
   * It is not started again, because it has been so too often.
   *
   * @param attempt the last one
   * @param end how it has ended
   * @param group the group whose limit it was; null if it was the child's own
   * @param restarts how many there were
   * @param within the period in which there were
   */
  record GaveUp(
      Instant time,
      String child,
      int attempt,
      ChildEnd end,
      @Nullable String group,
      int restarts,
      Duration within)
      implements ChildEvent {}

  /**
   * It has ended for good; the last event of this child.
   *
   * @param attempt the last one
   */
  record Ended(Instant time, String child, int attempt, ChildEnd end) implements ChildEvent {}

  /**
   * A gap: the subscriber was too slow, and events that were older than the next one are lost to
   * it.
   *
   * @param time when the newest of them happened
   * @param count how many there were
   */
  record Missed(Instant time, long count) implements ChildEvent {}
}

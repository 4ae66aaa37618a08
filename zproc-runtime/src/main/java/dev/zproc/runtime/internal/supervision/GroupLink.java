package dev.zproc.runtime.internal.supervision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What binds a child's supervisor to its group, which is told what becomes of the child and asked
 * before a restart.
 *
 * <p>Threads: called by the thread {@code zproc-supervisor}.
 */
interface GroupLink {

  /** Of a child that stands alone. */
  GroupLink NONE = new GroupLink() {};

  /** What is to follow an attempt that the child's own plan wants to be followed by another. */
  sealed interface Verdict {}

  /** Another one, after the child's own delay. */
  record Alone() implements Verdict {}

  /** Another one, when {@link Supervisor#launch} is called. */
  record Deferred() implements Verdict {}

  /** None. */
  record Final(@Nullable RestartLimit limit) implements Verdict {}

  /** A process is about to be forked, and misses nothing from {@code revision} on. */
  default void forking(Supervisor child, long revision) {}

  /** It waits for its condition, or runs. */
  default void up(Supervisor child) {}

  /** An attempt has ended, and the child's own plan wants another after {@code delay}. */
  default Verdict again(Supervisor child, Duration delay) {
    return new Alone();
  }

  /** An attempt has ended since {@link Supervisor#suspend} was called. */
  default void suspended(Supervisor child) {}

  /** It has ended for good. */
  default void over(Supervisor child, AttemptEnd how) {}
}

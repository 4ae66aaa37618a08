package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.store.Decision;
import dev.zproc.runtime.internal.wire.Reply;
import org.jspecify.annotations.Nullable;

/**
 * One place in the line of {@link Commits}: a commit, or something that comes after those before
 * it.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class LineItem {

  /** What it takes on the heap besides its commit, about. */
  private static final long BYTES_EACH = 256;

  final long session;
  final @Nullable Commit commit;
  final Turns.@Nullable Answer answer;
  final @Nullable Runnable work;
  final long bytes;
  @Nullable Decision decision;

  /** About how many bytes the decision holds. */
  long held;

  /** What it is told in its place if it could not be made. */
  @Nullable Reply refused;

  /** What the log was given of it; null if it was not. */
  @Nullable Decision given;

  LineItem(long session, Commit commit, Turns.Answer answer) {
    this.session = session;
    this.commit = commit;
    this.answer = answer;
    this.work = null;
    this.bytes = BYTES_EACH + Weight.of(commit);
  }

  /** Something else, which holds about so many bytes. */
  LineItem(long session, Runnable work, long bytes) {
    this.session = session;
    this.commit = null;
    this.answer = null;
    this.work = work;
    this.bytes = BYTES_EACH + bytes;
  }

  /** Whether it comes to nothing, once it is at the head of the line, that a log is given. */
  boolean isNoCommit() {
    return commit == null || refused != null;
  }
}

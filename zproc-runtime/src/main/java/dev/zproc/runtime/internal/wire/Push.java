package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.Match;
import java.util.Arrays;

/**
 * What the server says unasked.
 *
 * <p>Threads: immutable, as are all its kinds; nobody writes to their arrays.
 */
public sealed interface Push {

  /** One commit as the watches {@code ids} see it. */
  record Event(long[] ids, CommitEvent event) implements Push {
    @Override
    public boolean equals(Object other) {
      return other instanceof Event that
          && Arrays.equals(ids, that.ids)
          && event.equals(that.event);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(ids) * 31 + event.hashCode();
    }
  }

  /** One match of each of the waits {@code ids}. */
  record Matched(long[] ids, Match match) implements Push {
    @Override
    public boolean equals(Object other) {
      return other instanceof Matched that
          && Arrays.equals(ids, that.ids)
          && match.equals(that.match);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(ids) * 31 + match.hashCode();
    }
  }

  /** The watch or wait has ended, because history begins at {@code oldest}. */
  record Gone(long id, long oldest) implements Push {}

  /** The watch or wait has delivered all that it ever will. */
  record Ended(long id) implements Push {}

  /**
   * All watches and waits of the session but the {@code lagging} ones have been told everything up
   * to {@code revision}.
   */
  record Progress(long revision, long[] lagging) implements Push {
    @Override
    public boolean equals(Object other) {
      return other instanceof Progress that
          && revision == that.revision
          && Arrays.equals(lagging, that.lagging);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(lagging) * 31 + Long.hashCode(revision);
    }
  }

  /** A match of the wait this session was born with. */
  record BirthMatch(Match match) implements Push {}

  /** The wait this session was born with has ended, because history begins at {@code oldest}. */
  record BirthGone(long oldest) implements Push {}

  /** A child's {@link Request.Note}. */
  record FromChild(long child, byte kind, Bytes payload) implements Push {}

  /** A child's {@link Request.Outcome}. */
  record ChildOutcome(long child, Bytes payload) implements Push {}

  /** An ancestor's {@link Request.Tell}. */
  record FromParent(byte kind, Bytes payload) implements Push {}

  /** The server takes its leave of this session; no request sent after the last reply was done. */
  record Goodbye(String reason) implements Push {}

  /** The server has failed, and says no more; what it has not answered, it may have done or not. */
  record Broken(String reason) implements Push {}

  /** Whether it is kept at the server, and pushed again, until the session says it has seen it. */
  default boolean kept() {
    return this instanceof BirthMatch
        || this instanceof BirthGone
        || this instanceof FromChild
        || this instanceof ChildOutcome
        || this instanceof FromParent;
  }
}

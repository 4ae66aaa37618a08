package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server answers.
 *
 * <p>Threads: immutable, as are all its kinds.
 */
public sealed interface Reply {

  /** It is done, and there is nothing to say about it. */
  record Done() implements Reply {}

  record Found(ReadResult result) implements Reply {}

  /**
   * What the next few keys of a {@link Request.ReadAll} had at {@code revision}; null stands for
   * nothing.
   */
  record FoundAll(List<@Nullable Present> values, long revision) implements Reply {}

  /** What a key has, where both sides know which key that is. */
  record Present(Bytes value, long createRevision, long modRevision) {

    /** What {@code entry} has; null if that is null. */
    public static @Nullable Present of(@Nullable Entry entry) {
      return entry == null
          ? null
          : new Present(entry.value(), entry.createRevision(), entry.modRevision());
    }

    /** Returns it as the entry of {@code key}. */
    public Entry of(Bytes key) {
      return new Entry(key, value, createRevision, modRevision);
    }
  }

  record Listed(RangeResult result) implements Reply {}

  record Committed(CommitResult result) implements Reply {}

  /** A watch or a wait is open and begins at {@code revision}. */
  record Opened(long revision) implements Reply {}

  record Pong(ServerInfo info) implements Reply {}

  /** A child session is made and starts at {@code revision}. */
  record Born(long session, long revision) implements Reply {}

  /** A result, or null if none was left. */
  record Taken(@Nullable Bytes payload) implements Reply {}

  /**
   * A turn has begun; its lease ends after {@code leaseMillis}. {@code found} are the entries of
   * the first {@code covered} ranges of those expected, the others being too large for now.
   */
  record Granted(long fence, long leaseMillis, int covered, RangeResult found) implements Reply {}

  record Waiting(List<WaitInfo> waits) implements Reply {}

  /**
   * The request was not done; {@code oldest} is where history begins if that is the cause, else 0.
   */
  record Failed(Cause cause, String message, long oldest) implements Reply {

    /** Returns what the future of the request fails with. */
    public EngineException toException() {
      return switch (cause) {
        case GONE -> new EngineException.Gone(oldest);
        case REJECTED -> new EngineException.Rejected(message);
        case VALUE -> new EngineException.Rejected(EngineException.Rejected.Why.VALUE, message);
        case REQUEST -> new EngineException.Rejected(EngineException.Rejected.Why.REQUEST, message);
        case DEFECT -> new EngineException.Rejected(EngineException.Rejected.Why.DEFECT, message);
        case CLOSED -> new EngineException.Closed(message);
        case FORGOTTEN -> new EngineException.OutcomeUnknown(message);
        case TURN_OVERDUE -> new EngineException.TurnOver(message, true);
        case TURN_LOST -> new EngineException.TurnOver(message, false);
        case NOT_STORED -> new EngineException.NotStored(message);
        case DENIED -> new EngineException.Denied(message);
      };
    }
  }

  /** Why a request was not done. */
  enum Cause {
    /** History no longer reaches back to the revision asked for. */
    GONE,
    /** It is over a limit. */
    REJECTED,
    /** The session has ended. */
    CLOSED,
    /** It was asked before, and what became of it is no longer known. */
    FORGOTTEN,
    /** It belongs to a turn that has exceeded its lease. */
    TURN_OVERDUE,
    /** It belongs to a turn that has ended otherwise. */
    TURN_LOST,
    /** A value is not of the kind that the request takes. */
    VALUE,
    /** The request makes no sense. */
    REQUEST,
    /** The server has failed to do it. */
    DEFECT,
    /** It could not be made to last. */
    NOT_STORED,
    /** It is not for sessions of this role. */
    DENIED
  }
}

package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.Reply;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes replies of what goes wrong. */
final class Refusals {

  private Refusals() {}

  /** Returns what {@code work} does, or what its failure is as a reply. */
  static Reply orReply(Supplier<Reply> work) {
    Reply reply = orLater(work::get);
    if (reply == null) {
      throw new IllegalStateException("no reply");
    }
    return reply;
  }

  /** As {@link #orReply}, for what may have none yet: then null. */
  static @Nullable Reply orLater(Supplier<@Nullable Reply> work) {
    try {
      return work.get();
    } catch (EngineException.Gone gone) {
      return new Reply.Failed(Reply.Cause.GONE, message(gone), gone.oldest());
    } catch (EngineException.TurnOver over) {
      Reply.Cause cause = over.overdue() ? Reply.Cause.TURN_OVERDUE : Reply.Cause.TURN_LOST;
      return new Reply.Failed(cause, message(over), 0);
    } catch (EngineException.Rejected refused) {
      return new Reply.Failed(cause(refused.why()), message(refused), 0);
    } catch (EngineException.NotStored full) {
      return new Reply.Failed(Reply.Cause.NOT_STORED, message(full), 0);
    } catch (EngineException.Denied denied) {
      return new Reply.Failed(Reply.Cause.DENIED, message(denied), 0);
    } catch (EngineException refused) {
      return new Reply.Failed(Reply.Cause.REJECTED, message(refused), 0);
    } catch (RuntimeException defect) {
      System.getLogger(Refusals.class.getName())
          .log(Level.ERROR, "a request failed for a reason that is ours", defect);
      return new Reply.Failed(Reply.Cause.DEFECT, "the server failed to do it: " + defect, 0);
    }
  }

  /** What {@code work} returns; null where it is refused. */
  static <T> @Nullable T orNull(Supplier<T> work) {
    try {
      return work.get();
    } catch (EngineException.Rejected refused) {
      return null;
    }
  }

  private static Reply.Cause cause(EngineException.Rejected.Why why) {
    return switch (why) {
      case LIMIT -> Reply.Cause.REJECTED;
      case VALUE -> Reply.Cause.VALUE;
      case REQUEST -> Reply.Cause.REQUEST;
      case DEFECT -> Reply.Cause.DEFECT;
    };
  }

  private static String message(EngineException refused) {
    return String.valueOf(refused.getMessage());
  }
}

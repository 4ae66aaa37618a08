package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.ToolWord;
import java.util.Locale;

/** Which role may ask for what. */
final class Rights {

  private Rights() {}

  /**
   * Checks that {@code session} may ask for that.
   *
   * @throws EngineException.Denied if not
   */
  static void check(Session session, Request request) {
    if (session.role != Role.MEMBER && !isAllowed(session, request)) {
      throw new EngineException.Denied(
          what(request)
              + " is not for a session of the role "
              + session.role.name().toLowerCase(Locale.ROOT)
              + remedy(session.role));
    }
  }

  private static String what(Request request) {
    if (isWriting(request)) {
      return "writing";
    } else if (request instanceof Request.Note note && note.kind() == ToolWord.SIGNAL) {
      return "sending signals";
    }
    return isOfParent(request) ? "having children" : "what a child does";
  }

  private static String remedy(Role role) {
    return switch (role) {
      case READER ->
          ", which only reads; to write, connect with the secret of an operator or a client (a"
              + " context that was opened with control() has one)";
      case OPERATOR -> ", which reads, writes and stops; only programs have children";
      default -> "";
    };
  }

  private static boolean isAllowed(Session session, Request request) {
    if (isReading(request) || isLeaving(session, request) || isWord(session, request)) {
      return true;
    }
    return switch (session.role) {
      case OPERATOR -> isWriting(request) || request instanceof Request.Tell;
      case CLIENT -> isWriting(request) || isOfParent(request);
      default -> false;
    };
  }

  private static boolean isReading(Request request) {
    return request instanceof Request.Read
        || request instanceof Request.ReadAll
        || request instanceof Request.Range
        || (request instanceof Request.Submit submit && submit.commit().isRead())
        || request instanceof Request.Watch
        || request instanceof Request.Await
        || request instanceof Request.Credit
        || request instanceof Request.Cancel
        || request instanceof Request.Seen
        || request instanceof Request.Ping
        || request instanceof Request.Waits;
  }

  private static boolean isWriting(Request request) {
    return request instanceof Request.Submit
        || request instanceof Request.TakeTurn
        || request instanceof Request.ReadInTurn
        || request instanceof Request.SubmitInTurn
        || request instanceof Request.EndTurn;
  }

  private static boolean isOfParent(Request request) {
    return request instanceof Request.Bear
        || request instanceof Request.Reserve
        || request instanceof Request.BearReserved
        || request instanceof Request.Resume
        || request instanceof Request.TakeOutcome
        || request instanceof Request.Tell
        || request instanceof Request.Release;
  }

  /** What a tool may say to the root. */
  private static boolean isWord(Session session, Request request) {
    return request instanceof Request.Note note && ToolWord.isAllowed(session.role, note.kind());
  }

  /** Every guest may end its own session. */
  private static boolean isLeaving(Session session, Request request) {
    return request instanceof Request.Release release && release.child() == session.id;
  }
}

package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.Role;
import dev.zproc.runtime.internal.wire.ToolWord;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what tools say to the root, and the root to tools. None of it is kept for another
 * server: the tools go with this one.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class ToolWords {

  private static final Reply DONE = new Reply.Done();

  private final Sessions sessions;
  private final KeptSessions kept;

  ToolWords(Sessions sessions, KeptSessions kept) {
    this.sessions = sessions;
    this.kept = kept;
  }

  /** Whether it is one who says something to a tool, rather than to a descendant. */
  boolean isToTool(Session session, Request.Tell tell) {
    Session to = sessions.find(tell.child());
    return session.id == Sessions.ROOT && to != null && isTool(to);
  }

  private static boolean isTool(Session session) {
    return session.role == Role.READER || session.role == Role.OPERATOR;
  }

  /**
   * A tool, whose role {@link Rights} have looked at, says something to the root; null if that has
   * to wait, and then {@code later} is told.
   */
  @Nullable Reply toRoot(Session tool, Request.Note note, Turns.Answer later) {
    Session root = sessions.find(Sessions.ROOT);
    if (root == null || !isHeard(root.connection)) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST,
          "no program has opened this server's context, or it is not connected right now; only the"
              + " program knows of its children");
    }
    return push(tool, root, new Push.FromChild(tool.id, note.kind(), note.payload()), later);
  }

  private static boolean isHeard(@Nullable Connection way) {
    return way instanceof LocalConnection local ? local.isHeard() : way != null;
  }

  /** The root says something to a tool; null if that has to wait, as for {@link #toRoot}. */
  @Nullable Reply toTool(Session root, Request.Tell tell, Turns.Answer later) {
    Session tool = sessions.find(tell.child());
    return tool == null
        ? DONE
        : push(root, tool, new Push.FromParent(tell.kind(), tell.payload()), later);
  }

  private @Nullable Reply push(Session by, Session to, Push push, Turns.Answer later) {
    ChildSessions.checkRoom(to);
    return kept.tell(by, to, push, DONE, later);
  }

  /** Checks what a child says to its parent, which believes that tools speak through the server. */
  static void checkChild(Request.Note note) {
    if (!ToolWord.isOfChild(note.kind())) {
      throw new EngineException.Rejected(
          EngineException.Rejected.Why.REQUEST,
          "note " + note.kind() + " is for tools, and no child's");
    }
  }
}

package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.child.StopWord;
import dev.zproc.runtime.internal.client.SessionListener;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.supervision.Supervision;
import dev.zproc.runtime.internal.wire.ToolWord;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what a process's children, its parent and tools say to it.
 *
 * @param stop hears the parent, if there is one
 * @param home hears that the session has ended
 */
record NoteRouter(LateChildren children, @Nullable StopWord stop, Home home)
    implements SessionListener {

  @Override
  public void fromChild(long session, byte kind, Bytes payload) {
    if (kind == NoteKind.STOP_ROOT) {
      children.heardRootStop(payload);
    } else if (kind >= ToolWord.FIRST) {
      children.tools().heard(session, kind, payload);
    } else {
      Supervision supervision = children.supervision();
      if (supervision != null) { // else it is of a child that an earlier process has had
        supervision.said(session, kind, payload);
      }
    }
  }

  @Override
  public void outcome(long session, Bytes payload) {
    Supervision supervision = children.supervision();
    if (supervision != null) {
      supervision.outcome(session, payload);
    }
  }

  @Override
  public void closed(EngineException cause) {
    home.lost(cause);
  }

  @Override
  public void fromParent(byte kind, Bytes payload) {
    if (kind >= ToolWord.FIRST) {
      children.tools().passedOn(kind, payload);
    } else if (stop != null) {
      stop.hear(kind);
    }
  }
}

package dev.zproc.runtime;

import dev.zproc.runtime.internal.boot.NoteKind;
import dev.zproc.runtime.internal.child.StopWord;
import dev.zproc.runtime.internal.client.SessionListener;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.supervision.Supervision;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Passes on what a process's children and parent say to it.
 *
 * @param supervision of the children
 * @param stop hears the parent, if there is one
 * @param rootStop hears that a child has failed with which the root must stop
 */
record NoteRouter(Supervision supervision, @Nullable StopWord stop, Consumer<Bytes> rootStop)
    implements SessionListener {

  @Override
  public void fromChild(long session, byte kind, Bytes payload) {
    if (kind == NoteKind.STOP_ROOT) {
      rootStop.accept(payload);
    } else {
      supervision.said(session, kind, payload);
    }
  }

  @Override
  public void outcome(long session, Bytes payload) {
    supervision.outcome(session, payload);
  }

  @Override
  public void fromParent(byte kind, Bytes payload) {
    if (stop != null) {
      stop.hear(kind);
    }
  }
}

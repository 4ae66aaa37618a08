package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.Push;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Who is told what the server says unasked, once there is somebody.
 *
 * <p>Threads: owned by the thread that does the link's work, but for {@link #set} and {@link
 * #closed}.
 */
final class LinkListener {

  /** What the server has said before there was a listener; it says little before it is asked. */
  private final Deque<Push> early = new ArrayDeque<>();

  private final AtomicBoolean toldClosed = new AtomicBoolean();
  private volatile Channel.@Nullable Listener listener;

  void set(Channel.Listener added) {
    listener = added;
  }

  void push(Push push) {
    Channel.Listener told = listener;
    if (told == null || !early.isEmpty()) {
      early.add(push);
    } else {
      OpenSubscriptions.safely(() -> told.onPush(push));
    }
  }

  void tellEarly() {
    Channel.Listener told = listener;
    if (told != null) {
      for (Push push = early.poll(); push != null; push = early.poll()) {
        Push next = push;
        OpenSubscriptions.safely(() -> told.onPush(next));
      }
    }
  }

  void reconnected() {
    Channel.Listener told = listener;
    if (told != null) {
      OpenSubscriptions.safely(told::onReconnected);
    }
  }

  /** Tells of the end, once, as soon as there is somebody; and once more if that throws. */
  void closed(EngineException cause) {
    Channel.Listener told = listener;
    if (told != null && toldClosed.compareAndSet(false, true)) {
      boolean done = false;
      try {
        OpenSubscriptions.safely(() -> told.onClosed(cause));
        done = true;
      } finally {
        toldClosed.set(done);
      }
    }
  }
}

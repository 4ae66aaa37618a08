package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.schema.Namespace;
import dev.zproc.runtime.internal.wait.Follower;
import dev.zproc.runtime.internal.wait.View;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A namespace at the revisions of the changes of a watch: read where the first one is asked for,
 * and followed from there.
 *
 * <p>Threads: safe for use by many threads. {@link #close} does not block, since an engine's thread
 * may call it.
 */
final class FollowedViews implements LongFunction<View>, AutoCloseable {

  private final Namespace<?> namespace;
  private final String label;
  private final ReentrantLock lock = new ReentrantLock();
  private @Nullable Follower follower;
  private volatile boolean closed;

  /**
   * @param label what people are told of it, as long as it follows
   */
  FollowedViews(Namespace<?> namespace, String label) {
    this.namespace = namespace;
    this.label = label;
  }

  /** Blocks for a round trip where what has arrived does not reach. */
  @Override
  public View apply(long revision) {
    lock.lock();
    try {
      return closed ? namespace.at(revision) : followed(revision);
    } finally {
      lock.unlock();
      endIfClosed();
    }
  }

  private View followed(long revision) {
    Follower open = follower;
    if (open != null && open.isOver()) {
      open.close();
      open = null;
    }
    if (open == null) {
      open =
          new Follower(
              namespace.engine,
              List.of(namespace.range),
              KeySelection.of(namespace.range),
              revision,
              label);
      follower = open;
      View first = open.view();
      open.poll(); // opens its watch
      return first;
    }
    View view = revision < open.revision() ? null : open.at(revision);
    // A commit that wrote what was there already is not followed, but may have been passed.
    return view == null || open.revision() != revision ? namespace.at(revision) : view;
  }

  @Override
  public void close() {
    closed = true;
    endIfClosed();
  }

  /** Whoever has the lock meanwhile does it afterwards. */
  private void endIfClosed() {
    if (closed && lock.tryLock()) {
      try {
        Follower open = follower;
        follower = null;
        if (open != null) {
          open.close();
        }
      } finally {
        lock.unlock();
      }
    }
  }
}

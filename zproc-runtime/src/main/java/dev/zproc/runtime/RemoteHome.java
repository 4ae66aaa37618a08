package dev.zproc.runtime;

import dev.zproc.runtime.internal.client.EngineSession;
import dev.zproc.runtime.internal.engine.EngineException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A state that is kept by a server in another process, at the end of a link. When that ends by
 * itself, so does all that hangs on it here: waits are told by the session, children by this.
 */
class RemoteHome implements Home {

  /** How long the server may take to say that it has heard that we leave. */
  private static final long LEAVE_MILLIS = 1_000;

  private final AtomicBoolean told = new AtomicBoolean();
  private final CountDownLatch opened = new CountDownLatch(1);
  private volatile @Nullable ZProc context;
  private volatile @Nullable EngineSession session;
  private volatile boolean closing;
  private volatile boolean gone;

  /** The context is there, with this session. */
  final void opened(ZProc made, EngineSession link) {
    session = link;
    context = made;
    opened.countDown();
  }

  /** A thread that this context cannot do without has died of {@code fault}. */
  final void fault(Throwable fault) {
    tell("a thread of zproc has ended: " + fault);
  }

  @Override
  public void lost(EngineException cause) {
    tell(String.valueOf(cause.getMessage()));
  }

  /**
   * The state is gone, of this; the first who says so is believed.
   *
   * @throws OutOfMemoryError if there is no thread for it; it can be said again
   */
  final void tell(String why) {
    if (closing || told.getAndSet(true)) {
      return;
    }
    boolean begun = false;
    try {
      // Whoever says so must not be held up by children that take their time to end.
      Thread teller = new Thread(() -> end(why), "zproc-server-lost");
      teller.setDaemon(true);
      teller.start();
      begun = true;
    } finally {
      told.set(begun); // where there is no memory or no thread, it is said again
    }
  }

  private void end(String why) {
    try {
      opened.await();
    } catch (InterruptedException e) {
      return; // nobody does
    }
    ZProc guarded = context;
    if (guarded != null && !closing) {
      guarded.children.serverFailing(why);
      guarded.children.serverFailed();
    }
  }

  @Override
  public final void leave() {
    closing = true;
    EngineSession left = session;
    if (left != null && !gone) {
      gone = true;
      leave(left);
    }
  }

  @Override
  public void close() {
    leave();
    EngineSession left = session;
    if (left != null) {
      left.close();
    }
  }

  /** Ends the session, so that what it holds is free at once. */
  void leave(EngineSession left) {
    try {
      left.release(left.session()).get(LEAVE_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      // It has ended, or its lease will.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

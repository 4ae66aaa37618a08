package dev.zproc.runtime;

import dev.zproc.runtime.internal.access.BackgroundLog;
import dev.zproc.runtime.internal.boot.ExitCodes;
import dev.zproc.runtime.internal.engine.EngineException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A state that is kept by a thread of this process, which does nothing else, in the background.
 * Knows when that is over.
 *
 * <p>Threads: safe for use by many threads.
 */
final class HostHome implements Home {

  /** Once a second it is looked whether the log has become too large, and the file is there. */
  private static final long LOOK_MILLIS = 1_000;

  private final BackgroundLog log;
  private final CountDownLatch over = new CountDownLatch(1);
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable EmbeddedHome state;
  private volatile String endpoint = "";
  private volatile @Nullable HostFile file;

  /** What the process ends with. */
  private volatile int code;

  /**
   * Makes one whose context is not there yet.
   *
   * @param log what the process prints to; removed when all has ended in order
   */
  HostHome(Path log) {
    this.log = new BackgroundLog(log);
  }

  /** It is kept there, and found at {@code where}. */
  void keeps(EmbeddedHome home, String where) {
    state = home;
    endpoint = where;
  }

  String endpoint() {
    return endpoint;
  }

  /** Takes charge of what the context is found by. */
  void published(HostFile told) {
    file = told;
  }

  /** Somebody wants it to end. */
  void stop() {
    over.countDown();
  }

  /** Nobody can be served any more, by a bug of ours. */
  void fault() {
    code = ExitCodes.FAULT;
    over.countDown();
  }

  /**
   * Waits until it is to end, or has, and keeps the log within bounds and the file that tells of it
   * meanwhile; returns with which code the process is to.
   */
  int awaitOver() {
    try {
      while (!over.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
        log.bound();
        HostFile told = file;
        if (told != null) {
          told.renew();
        }
      }
    } catch (InterruptedException asked) {
      // Nobody does; then it ends.
    }
    return code;
  }

  @Override
  public String preface() {
    return Objects.requireNonNull(state).preface();
  }

  @Override
  public void lost(EngineException cause) {
    if (!closed.get()) {
      System.err.println("zproc background context: " + cause.getMessage());
      fault();
    }
  }

  @Override
  public void leave() {
    HostFile told = file;
    if (told != null) {
      told.remove();
      removeLog();
    }
  }

  private void removeLog() {
    if (code != 0) {
      return; // it tells why
    }
    try {
      log.remove();
    } catch (IOException left) {
      // The next one of this name goes on with it.
    }
  }

  @Override
  public void close() {
    if (!closed.getAndSet(true)) {
      leave();
      Objects.requireNonNull(state).close();
      over.countDown();
    }
  }
}

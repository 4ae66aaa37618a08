package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * All commits from a revision on, one after the other. Those that come faster than they are taken
 * wait at the server: of what waits here there are no more than {@value #MAX_BYTES} bytes, and one
 * commit. What is beyond that is let go, and asked for again.
 *
 * <p>Threads: used by one; the link's adds what it hears.
 */
final class WatchedCommits {

  static final long MAX_BYTES = 8 << 20;

  /** How many commits the server may send ahead, if they are small. */
  private static final int AHEAD = 256;

  private final StateEngine engine;
  private final KeySelection keys;

  /** What is to be taken: commits, and why there will be no more. */
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

  private final AtomicLong waiting = new AtomicLong();

  /** Up to which revision they were taken. */
  private long revision;

  private Subscription watch;

  /** How many more of this watch may come, or wait here. */
  private long allowed;

  /** The largest commit so far. */
  private volatile long largest = 1;

  WatchedCommits(StateEngine engine, KeySelection keys, long revision) {
    this.engine = engine;
    this.keys = keys;
    this.revision = revision;
    this.watch = open();
  }

  private Subscription open() {
    allowed = ahead();
    WatchSpec spec = new WatchSpec(keys, revision, 0, false, 0, "zproc state watch");
    return engine.watch(spec, allowed, new Listener());
  }

  /** As many as there is room for, if all are as large as the largest so far. */
  private long ahead() {
    return Math.max(1, Math.min(AHEAD, MAX_BYTES / largest));
  }

  /** How many bytes wait here. */
  long waiting() {
    return waiting.get();
  }

  /** The next; null if none comes for so many nanoseconds. */
  @Nullable CommitEvent next(LongSupplier left) throws InterruptedException {
    while (true) {
      Object next = heard.poll(left.getAsLong(), TimeUnit.NANOSECONDS);
      if (next instanceof RuntimeException failure) {
        throw failure;
      } else if (next instanceof Listener) {
        watch.cancel();
        watch = open();
        continue;
      }
      CommitEvent event = (CommitEvent) next;
      if (event != null) {
        taken(event);
      }
      return event;
    }
  }

  private void taken(CommitEvent event) {
    waiting.addAndGet(-bytes(event));
    revision = event.revision();
    allowed--;
    long more = ahead() - allowed;
    if (more > 0) {
      allowed += more;
      watch.request(more);
    }
  }

  private static long bytes(CommitEvent event) {
    long bytes = 0;
    for (KeyChange change : event.changes()) {
      bytes += change.key().size() + (long) bytes(change.value()) + bytes(change.previous());
    }
    return bytes;
  }

  private static int bytes(@Nullable Bytes value) {
    return value == null ? 0 : value.size();
  }

  /** Hears what one watch tells. */
  private final class Listener implements WatchListener {

    private boolean isFull;

    @Override
    public void onEvent(CommitEvent event) {
      if (isFull) {
        return;
      }
      largest = Math.max(largest, bytes(event));
      isFull = waiting.get() > MAX_BYTES;
      if (isFull) {
        heard.add(this);
      } else {
        waiting.addAndGet(bytes(event));
        heard.add(event);
      }
    }

    @Override
    public void onGone(long oldest) {
      heard.add(
          new Failure(
              ExitCode.NO_ANSWER,
              "changes came faster than they were printed, and history begins at revision "
                  + oldest
                  + " by now; some are lost. Name fewer keys."));
    }

    @Override
    public void onClosed(Throwable cause) {
      heard.add(Failure.of(cause));
    }
  }
}

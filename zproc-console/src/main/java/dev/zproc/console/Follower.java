package dev.zproc.console;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a watch has told and nobody has looked at: of large values their sizes only, and no more
 * than {@value #MAX_BYTES} bytes of it all. Where that is not enough it is over, and was too slow.
 *
 * <p>Threads: the engine's adds; the one that looks takes.
 */
final class Follower implements WatchListener {

  static final long MAX_BYTES = 16 << 20;

  /** What a change takes beside the bytes of its key and values, about. */
  private static final int CHANGE_BYTES = 32;

  /** What a commit has done to a key, as far as it is shown; no value is none. */
  record Change(Bytes key, @Nullable Sized value, @Nullable Sized previous) {

    private static Change of(KeyChange change) {
      return new Change(
          change.key(), sized(change, change.value()), sized(change, change.previous()));
    }

    private static @Nullable Sized sized(KeyChange change, @Nullable Bytes value) {
      return value == null ? null : Sized.of(change.key(), value);
    }

    private long bytes() {
      long values = (value == null ? 0 : value.kept()) + (previous == null ? 0 : previous.kept());
      return CHANGE_BYTES + key.size() + values;
    }
  }

  /** A commit. */
  record Heard(long revision, List<Change> changes) {

    private long bytes() {
      return changes.stream().mapToLong(Change::bytes).sum();
    }
  }

  private final ConcurrentLinkedQueue<Heard> heard = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private volatile boolean over;
  private volatile boolean tooSlow;
  private @Nullable Subscription watch;

  /** It follows this watch; set once, by the one that looks. */
  void follow(Subscription followed) {
    watch = followed;
  }

  /** All that was told since this was asked for the last time. */
  List<Heard> take() {
    List<Heard> taken = new ArrayList<>();
    for (Heard next = heard.poll(); next != null; next = heard.poll()) {
      bytes.addAndGet(-next.bytes());
      taken.add(next);
    }
    return taken;
  }

  /** Whether nothing more will be told. */
  boolean isOver() {
    return over;
  }

  /** Whether that is since more came than could be followed. */
  boolean wasTooSlow() {
    return tooSlow;
  }

  /** Allows so many more commits. */
  void request(int commits) {
    if (watch != null) {
      watch.request(commits);
    }
  }

  /** Ends it. */
  void cancel() {
    if (watch != null) {
      watch.cancel();
    }
  }

  @Override
  public void onEvent(CommitEvent event) {
    if (over) {
      return; // it is read anew at the next look
    }
    Heard next = new Heard(event.revision(), event.changes().stream().map(Change::of).toList());
    if (bytes.addAndGet(next.bytes()) > MAX_BYTES) {
      onGone(0);
      heard.clear();
    } else {
      heard.add(next);
    }
  }

  @Override
  public void onGone(long oldestRevision) {
    tooSlow = true;
    over = true;
  }

  @Override
  public void onClosed(Throwable cause) {
    over = true;
  }
}

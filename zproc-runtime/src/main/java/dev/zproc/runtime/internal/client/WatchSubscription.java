package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.wire.Request;

/**
 * An open watch.
 *
 * <p>Threads: safe for use by many threads; what the server says comes from the channel's.
 */
final class WatchSubscription extends OpenSubscription {

  private final WatchSpec spec;
  private final WatchListener listener;

  private long cursor;
  private int delivered;

  WatchSubscription(OpenSubscriptions owner, WatchSpec spec, long credit, WatchListener listener) {
    super(owner, credit);
    this.spec = spec;
    this.listener = listener;
    this.cursor = spec.after();
  }

  @Override
  Request open(long id, long credit) {
    int limit = spec.limit() == 0 ? 0 : spec.limit() - delivered;
    WatchSpec rest =
        new WatchSpec(
            spec.keys(), cursor, spec.skipOrigin(), spec.identical(), limit, spec.label());
    return new Request.Watch(id, rest, credit, waitedMillis());
  }

  @Override
  void begin(long revision) {
    // Where it begins is said in the spec.
  }

  @Override
  void advance(long revision) {
    cursor = Math.max(cursor, revision);
  }

  void event(CommitEvent event) {
    synchronized (this) {
      if (!take()) {
        return;
      }
      cursor = event.revision();
      delivered++;
      if (delivered == spec.limit()) {
        end();
      }
    }
    listener.onEvent(event);
  }

  @Override
  void opened() {
    listener.onOpened();
  }

  @Override
  void gone(long oldest) {
    listener.onGone(oldest);
  }

  @Override
  void closed(Throwable cause) {
    listener.onClosed(cause);
  }
}

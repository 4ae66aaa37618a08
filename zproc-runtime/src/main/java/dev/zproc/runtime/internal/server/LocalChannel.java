package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.store.PublishedView;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.ReplyTo;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.Secret;
import dev.zproc.runtime.internal.wire.Welcome;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The channel of the server's own JVM: requests go to the server's thread through a queue, and a
 * single key is read by the caller itself.
 *
 * <p>Threads: safe for use by many threads.
 */
final class LocalChannel implements Channel {

  /** A request and who waits for the reply; null if nobody does. */
  record Submission(Request request, @Nullable ReplyTo to) {}

  private final Secret secret;
  private final String endpoint;
  private final Welcome welcome;
  private final @Nullable PublishedView published;
  private final Runnable wake;

  private final Queue<Submission> calls = new ConcurrentLinkedQueue<>();

  /** How many of them somebody waits for; they alone are limited. */
  private final AtomicInteger waiting = new AtomicInteger();

  private volatile @Nullable Listener listener;
  private volatile @Nullable EngineException closed;

  /**
   * Makes the channel.
   *
   * @param published what callers may read themselves; null for nothing
   * @param wake tells the server's thread that there is a call
   */
  LocalChannel(
      Secret secret,
      String endpoint,
      Welcome welcome,
      @Nullable PublishedView published,
      Runnable wake) {
    this.secret = secret;
    this.endpoint = endpoint;
    this.welcome = welcome;
    this.published = published;
    this.wake = wake;
  }

  @Override
  public long session() {
    return Sessions.ROOT;
  }

  @Override
  public Secret childSecret(long child) {
    return secret.child(child);
  }

  @Override
  public String endpoint() {
    return endpoint;
  }

  @Override
  public Welcome welcome() {
    return welcome;
  }

  @Override
  public void listen(Listener added) {
    listener = added;
  }

  @Nullable Listener listener() {
    return listener;
  }

  @Override
  public @Nullable ReadResult peek(Bytes key) {
    PublishedView view = published;
    if (closed != null || view == null) {
      return null;
    }
    ReadResult found = view.readResult(key);
    // A server that has failed lets go of the state.
    return closed == null ? found : null;
  }

  @Override
  public void submit(Request request, @Nullable ReplyTo to) {
    int before = waiting.get();
    if (to != null && before >= welcome.maxRequests()) {
      to.failed(
          new EngineException.Rejected(
              before
                  + " requests are waiting for the state server, and the limit (maxRequests) is "
                  + welcome.maxRequests()
                  + "; wait for some of them, or raise the limit"));
      return;
    }
    if (to != null) {
      waiting.incrementAndGet();
    }
    calls.add(new Submission(request, to));
    wake.run();
    EngineException end = closed;
    if (end != null) {
      // The server's thread may not have seen it any more.
      failAll(end);
    }
  }

  /** Returns the next call, or null. For the server's thread. */
  @Nullable Submission poll() {
    Submission call = calls.poll();
    if (call != null && call.to() != null) {
      waiting.decrementAndGet();
    }
    return call;
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** From here on nobody reads and nobody is served: whatever comes fails with {@code cause}. */
  void refuse(EngineException cause) {
    closed = cause;
  }

  /**
   * The server has ended: whatever comes and whatever waits fails with {@code cause}. May be called
   * again if it throws, for want of memory.
   */
  void end(EngineException cause) {
    refuse(cause);
    failAll(cause);
    Listener told = listener;
    if (told != null) {
      told.onClosed(cause);
    }
  }

  private void failAll(EngineException cause) {
    for (Submission call = calls.peek(); call != null; call = calls.peek()) {
      ReplyTo to = call.to();
      if (to != null) {
        to.failed(cause);
      }
      if (calls.remove(call)) { // unless another thread that does the same has
        waiting.decrementAndGet();
      }
    }
  }

  /** Does nothing: this channel lives as long as its server. */
  @Override
  public void close() {}
}

package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.FutureAnswer;
import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.internal.engine.ReadResult;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A session's way to the server: through a socket, or through memory in the server's own JVM.
 *
 * <p>Requests are done in the order in which they are submitted, each at most once unless it may be
 * repeated without harm; replies and pushes come in the order in which the server made them.
 *
 * <p>Threads: safe for use by many threads. Futures and the listener are called by the thread that
 * does the channel's work, and must not block it.
 */
public interface Channel extends AutoCloseable {

  /** The session that this channel speaks for. */
  long session();

  /**
   * Returns the secret of a child of this session; it depends on this session's own, which stays
   * in.
   */
  Secret childSecret(long child);

  /** Where other processes find the server. */
  String endpoint();

  /** What the server said when it first let the session in. */
  Welcome welcome();

  /** Says who is told of pushes; called once, before the first request. */
  void listen(Listener listener);

  /**
   * Sends a request. Never blocks. The future fails with an {@link EngineException}; that of a
   * request which the server does not answer is complete at once.
   */
  default CompletableFuture<Reply> submit(Request request) {
    if (!request.answered()) {
      submit(request, null);
      return ReplyFuture.DONE;
    }
    ReplyFuture future = new ReplyFuture();
    submit(request, future);
    return future;
  }

  /**
   * Sends a request. Never blocks.
   *
   * @param to told the reply; null if the server does not answer such a request
   */
  void submit(Request request, @Nullable ReplyTo to);

  /**
   * Reads a key together with others that are read meanwhile, if this channel can. Never blocks.
   *
   * @return whether {@code answer} is told; if not, the key has to be read by a request of its own
   */
  default boolean read(Bytes key, Answer<ReadResult> answer) {
    return false;
  }

  /** How a thread that waits can do the channel's work meanwhile. */
  default Lead lead() {
    return Lead.NONE;
  }

  /** Makes a future for what is made of a reply; who waits for it leads, if that is possible. */
  default <T> FutureAnswer<T> answer() {
    return new FutureAnswer<>();
  }

  /** Reads a key without asking anybody, if this channel can; else null. */
  default @Nullable ReadResult peek(Bytes key) {
    return null;
  }

  /** Ends the session's use of this channel; what is pending fails with a {@code Closed}. */
  @Override
  void close();

  /** Told what the server says unasked. Its methods are never called two at a time. */
  interface Listener {

    void onPush(Push push);

    /** The connection was lost and is there again: watches and waits have to be opened anew. */
    void onReconnected();

    /** It is over. */
    void onClosed(EngineException cause);
  }
}

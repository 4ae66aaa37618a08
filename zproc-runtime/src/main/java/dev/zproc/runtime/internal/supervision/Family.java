package dev.zproc.runtime.internal.supervision;

import dev.zproc.runtime.internal.engine.Bytes;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What supervision needs of the state server: sessions for children, and words to and from them.
 *
 * <p>Threads: safe for use by many threads; no method blocks.
 */
public interface Family {

  /**
   * A session made for a child.
   *
   * @param session its number
   * @param revision the revision at which it is born
   * @param secret by which the child proves that it is this session
   * @param endpoint where the child finds the server
   */
  record Ticket(long session, long revision, byte[] secret, String endpoint) {

    /** Without the secret. */
    @Override
    public String toString() {
      return "Ticket[session=" + session + ", revision=" + revision + "]";
    }
  }

  /** Gives what the child has left as its outcome; final once its process has ended. */
  CompletableFuture<Optional<Bytes>> takeOutcome(long session);

  /** Says {@code word} to the child, now or as soon as it is there. */
  CompletableFuture<Void> tell(long session, byte word);

  /**
   * Makes the session of a child whose process has ended ready for its next process, which goes on
   * with the wait that it was born with.
   *
   * @param repeat whether the match whose run was not over comes once more
   * @param from the revision from which history is kept for it, or 0 for the newest
   */
  CompletableFuture<Ticket> resume(long session, boolean repeat, long from);

  /** Ends the session of a child whose process has ended. */
  CompletableFuture<Void> release(long session);
}

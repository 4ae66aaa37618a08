package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.wire.Request;
import java.util.concurrent.TimeUnit;

/**
 * An open watch or wait: how far it has got, and how much it may still deliver. Enough to open it
 * anew on another connection, under another number, without a gap or a repetition.
 *
 * <p>Threads: safe for use by many threads; what the server says comes from the channel's.
 */
abstract class OpenSubscription implements Subscription {

  private final OpenSubscriptions owner;
  private final long opened = System.nanoTime();

  /** Its number on the present connection. */
  private long id;

  private long credit;
  private boolean confirmed;
  private boolean ended;

  /** Whether it has ended with the channel, and its listener is still to be told so. */
  private boolean closing;

  OpenSubscription(OpenSubscriptions owner, long credit) {
    this.owner = owner;
    this.credit = credit;
  }

  /** How long it has been open, on whatever connection. */
  final long waitedMillis() {
    return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - opened);
  }

  /** The request that opens it where it stands. */
  abstract Request open(long id, long credit);

  /** It begins at {@code revision}. */
  abstract void begin(long revision);

  /** Everything up to {@code revision} has been told. */
  abstract void advance(long revision);

  /** The server has looked at it. */
  abstract void opened();

  abstract void gone(long oldest);

  abstract void closed(Throwable cause);

  /** Opens it, or opens it anew. */
  final synchronized void open() {
    if (!ended) {
      confirmed = false;
      id = owner.number(this, id);
      long asked = id;
      owner
          .submit(open(id, credit))
          .whenComplete((reply, failure) -> owner.opened(this, asked, reply, failure));
    }
  }

  @Override
  public final synchronized void request(long events) {
    if (events <= 0) {
      throw new IllegalArgumentException("at least one event must be requested, not " + events);
    }
    if (!ended) {
      credit = credit + events < 0 ? Long.MAX_VALUE : credit + events;
      owner.submit(new Request.Credit(id, events));
    }
  }

  @Override
  public final void cancel() {
    long open = end();
    if (open != 0) {
      owner.submit(new Request.Cancel(open));
    }
  }

  /** Marks it ended and returns its number, or 0 if it had ended before. */
  final synchronized long end() {
    if (ended) {
      return 0;
    }
    ended = true;
    owner.forget(id);
    return id;
  }

  /** Ends it with the channel; returns whether its listener is still to be told so. */
  final synchronized boolean beginClosing() {
    closing |= !ended;
    ended = true;
    return closing;
  }

  /** Its listener has been told so. */
  final synchronized void endClosing() {
    closing = false;
    owner.forget(id);
  }

  /** Whether {@code asked} is still its number. */
  final synchronized boolean is(long asked) {
    return !ended && id == asked;
  }

  /** Whether {@code asked} is its number, or was when it ended. */
  final synchronized boolean wasNumbered(long asked) {
    return id == asked;
  }

  final synchronized void confirm(long revision) {
    confirmed = true;
    begin(revision);
  }

  final synchronized void progress(long revision) {
    // One that is not open at the server yet has been told nothing at all.
    if (confirmed) {
      advance(revision);
    }
  }

  /** Takes one event of the credit. */
  final synchronized boolean take() {
    if (ended) {
      return false;
    }
    credit--;
    return true;
  }

  /** Gives the credit back that the server has spent on an event that was told before. */
  final void giveBack() {
    owner.submit(new Request.Credit(number(), 1));
  }

  private synchronized long number() {
    return id;
  }
}

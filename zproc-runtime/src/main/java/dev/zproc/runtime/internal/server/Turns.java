package dev.zproc.runtime.internal.server;

import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.journal.Decided;
import dev.zproc.runtime.internal.store.Store;
import dev.zproc.runtime.internal.wire.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets commits and turns at the store, in the order that the {@link TurnTable} says. A commit that
 * has to wait does so as data; the thread goes on.
 *
 * <p>Threads: owned by the thread `zproc-state-server`.
 */
final class Turns {

  /** Takes a reply that comes later. */
  interface Answer {

    /** Tells the reply to whoever asked, if it is still there. */
    void reply(Reply reply);

    /** Whether what was asked for is still to be done. */
    default boolean isWanted() {
      return true;
    }

    /** What lets a repetition of the request be answered with {@code reply}; null if none comes. */
    default Decided.@Nullable Repeatable repeatable(Supplier<Reply> reply) {
      return null;
    }
  }

  /** How many waiting commits are made at a time, so that nobody else waits long. */
  private static final int MAX_AT_A_TIME = 512;

  /** How many turns there are before their numbers could be those of another epoch. */
  private static final int EPOCH_BITS = 40;

  /** How many bytes are read ahead for a turn; what has more is read when it is needed. */
  private static final long READ_AHEAD_BYTES = 1 << 20;

  private final Store store;
  private final Commits commits;
  private final TurnTable<Answer> table;
  private final long leaseMillis;
  private final LongSupplier nanoTime;

  /**
   * Makes the turns of one server.
   *
   * @param epoch of the server; the turns of a later one have higher numbers
   */
  Turns(Store store, Commits commits, ServerOptions options, LongSupplier nanoTime, long epoch) {
    this.store = store;
    this.commits = commits;
    this.leaseMillis = options.turnLease().toMillis();
    this.table =
        new TurnTable<>(TimeUnit.MILLISECONDS.toNanos(leaseMillis), options.maxQueuedBytes());
    this.nanoTime = nanoTime;
    table.above((epoch - 1) << EPOCH_BITS);
  }

  /** Commits; returns null if that has to wait. */
  @Nullable Reply submit(long session, Commit commit, Answer later) {
    if (table.mustWait(session, commit)) {
      table.park(session, commit, Weight.of(commit), later);
      return null;
    }
    return make(session, commit, later);
  }

  private @Nullable Reply make(long session, Commit commit, Answer later) {
    CommitResult made = commits.make(session, commit, later);
    return made == null ? null : new Reply.Committed(made);
  }

  /** Reads a range after what the session has asked to be committed; null if that has to wait. */
  @Nullable Reply range(long session, KeyRange range, Answer later) {
    if (table.isParked(session)) {
      table.park(session, range, later);
      return null;
    }
    return new Reply.Listed(store.range(range, 0));
  }

  /** Queues a session for a turn. */
  void ask(long session, List<KeyRange> expected, Answer later) {
    table.ask(session, expected, later);
  }

  /** Reads a range in a turn, after all that was decided; null if that has to wait. */
  @Nullable Reply read(long session, long fence, KeyRange range, Answer later) {
    expire();
    table.check(session, fence);
    table.protect(range);
    return listed(session, range, later);
  }

  private @Nullable Reply listed(long session, KeyRange range, Answer later) {
    if (commits.isIdle()) {
      return new Reply.Listed(store.range(range, 0));
    }
    commits.after(
        session,
        () -> later.reply(Refusals.orReply(() -> new Reply.Listed(store.range(range, 0)))));
    return null;
  }

  /** Commits in a turn, which ends; null if that has to wait. */
  @Nullable Reply submit(long session, long fence, Commit commit, Answer later) {
    expire();
    table.check(session, fence);
    table.end(session, fence);
    return make(session, commit, later);
  }

  /** Ends a turn. */
  void end(long session, long fence) {
    table.end(session, fence);
  }

  /** The session has lost its connection; it asks again for turns, and its commits still count. */
  void lost(long session) {
    table.forgetTurns(session);
  }

  /** The session is gone, and so is what it has not been told of. */
  void gone(long session) {
    table.forget(session);
  }

  private void expire() {
    table.expire(nanoTime.getAsLong());
  }

  /**
   * Makes some of the commits that need not wait any longer, and grants the next turn after them;
   * returns whether there is more to do at once.
   */
  boolean advance() {
    if (!table.isAwaited()) {
      return false;
    }
    expire();
    for (int i = 0; i < MAX_AT_A_TIME; i++) {
      TurnTable.Parked<Answer> next = table.unpark();
      if (next == null) {
        grant();
        return false;
      }
      Reply reply = Refusals.orLater(() -> unparked(next));
      if (reply != null) {
        next.ticket().reply(reply);
      }
    }
    return true;
  }

  private @Nullable Reply unparked(TurnTable.Parked<Answer> parked) {
    KeyRange read = parked.read();
    return read == null
        ? make(parked.session(), parked.commit(), parked.ticket())
        : listed(parked.session(), read, parked.ticket());
  }

  private void grant() {
    TurnTable.Asked<Answer> next = table.grant(nanoTime.getAsLong());
    if (next == null) {
      return;
    }
    if (commits.isIdle()) {
      tell(next, table.fence());
      return;
    }
    // What was decided before comes before the turn; what comes from here on waits for its end.
    next.expected().forEach(table::protect);
    long fence = table.fence();
    table.postpone();
    commits.after(next.session(), () -> tellLater(next, fence));
  }

  /**
   * Tells of a turn that had to wait, whose lease begins only now. If the connection by which it
   * was asked for was lost meanwhile, so was the turn, and the same request has come again: it must
   * be answered with the turn that is granted for that.
   */
  private void tellLater(TurnTable.Asked<Answer> next, long fence) {
    if (!table.isHeld(next.session(), fence)) {
      return;
    }
    if (!next.ticket().isWanted()) {
      table.end(next.session(), fence);
      return;
    }
    table.begin(nanoTime.getAsLong());
    tell(next, fence);
  }

  private void tell(TurnTable.Asked<Answer> next, long fence) {
    List<Entry> found = new ArrayList<>();
    int covered = 0;
    long bytes = 0;
    for (KeyRange range : next.expected()) {
      List<Entry> entries = store.range(range, 0).entries();
      bytes += Weight.of(entries);
      if (bytes > READ_AHEAD_BYTES) {
        break;
      }
      table.protect(range);
      found.addAll(entries);
      covered++;
    }
    next.ticket()
        .reply(
            new Reply.Granted(
                fence,
                leaseMillis,
                covered,
                new RangeResult(List.copyOf(found), store.revision())));
  }

  /** How long there is nothing to do by itself, at most {@code most}. */
  long sleepMillis(long most) {
    if (!table.isAwaited() || table.isFree()) {
      return most;
    }
    long left = TimeUnit.NANOSECONDS.toMillis(table.left(nanoTime.getAsLong())) + 1;
    return Math.max(1, Math.min(most, left));
  }

  /** About how many bytes of commits wait for a turn to end. */
  long queuedBytes() {
    return table.queuedBytes();
  }

  /** Tells all who wait that the server has ended. */
  void close(String why) {
    table.drain(each -> each.reply(new Reply.Failed(Reply.Cause.CLOSED, why, 0)));
  }
}

package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.List;

/**
 * What a session asks of the server.
 *
 * <p>Threads: immutable, as are all its kinds.
 */
public sealed interface Request {

  /** What a link does with a request that was not answered when its connection was lost. */
  enum Retry {
    /** It is sent again and may be executed again. */
    REPEAT,
    /** It is sent again, and the server answers a repetition from memory. */
    ONCE,
    /** It belongs to the connection and is forgotten with it. */
    DROP
  }

  /** What becomes of this request when its connection is lost before the reply. */
  default Retry retry() {
    return Retry.REPEAT;
  }

  /** Whether the server answers this request. */
  default boolean answered() {
    return retry() != Retry.DROP || this instanceof Watch || this instanceof Await;
  }

  /** Reads a key. Answered by {@link Reply.Found}. */
  record Read(Bytes key) implements Request {}

  /**
   * Reads some keys, all at the newest revision. Answered for each of them in order, in as many
   * replies as the server likes: by a {@link Reply.FoundAll} for the next few, or by a {@link
   * Reply.Failed} for the next one.
   */
  record ReadAll(List<Bytes> keys) implements Request {

    /** How many keys it may have; it has one at least. */
    public static final int MAX_KEYS = 1024;
  }

  /** Reads a range at a revision, or at the newest for 0. Answered by {@link Reply.Listed}. */
  record Range(KeyRange range, long revision) implements Request {}

  /** Commits. Answered by {@link Reply.Committed}. */
  record Submit(Commit commit) implements Request {
    @Override
    public Retry retry() {
      return commit.isRead() ? Retry.REPEAT : Retry.ONCE;
    }
  }

  /**
   * Opens the watch {@code id} of this session, which has been open for {@code waitedMillis} on
   * connections before. Answered by {@link Reply.Opened}.
   */
  record Watch(long id, WatchSpec spec, long credit, long waitedMillis) implements Request {
    @Override
    public Retry retry() {
      return Retry.DROP;
    }
  }

  /**
   * Opens the wait {@code id} of this session, which has been open for {@code waitedMillis} on
   * connections before. Answered by {@link Reply.Opened}.
   */
  record Await(long id, ConditionSpec spec, long credit, long waitedMillis) implements Request {
    @Override
    public Retry retry() {
      return Retry.DROP;
    }
  }

  /** Allows a watch or a wait more events. Not answered. */
  record Credit(long id, long events) implements Request {
    @Override
    public Retry retry() {
      return Retry.DROP;
    }
  }

  /** Ends a watch or a wait. Not answered. */
  record Cancel(long id) implements Request {
    @Override
    public Retry retry() {
      return Retry.DROP;
    }
  }

  /** Allows the wait this session was born with {@code total} matches since birth. Not answered. */
  record BirthCredit(long total) implements Request {
    @Override
    public Retry retry() {
      return Retry.DROP;
    }
  }

  /** Ends the wait this session was born with. Answered by {@link Reply.Done}. */
  record BirthCancel() implements Request {}

  /**
   * Says that the run for the newest match of the wait this session was born with begins. Answered
   * by {@link Reply.Done}.
   */
  record BirthBegun() implements Request {}

  /** Says that every push up to {@code sequence} has arrived. Not answered. */
  record Seen(long sequence) implements Request {
    @Override
    public Retry retry() {
      return Retry.DROP;
    }
  }

  /** Asks for a sign of life. Answered by {@link Reply.Pong}. */
  record Ping() implements Request {}

  /** Makes a child session. Answered by {@link Reply.Born}. */
  record Bear(BirthSpec spec) implements Request {
    @Override
    public Retry retry() {
      return Retry.ONCE;
    }
  }

  /**
   * Makes a child session without a birth, for a process that waits for its call: until {@link
   * BearReserved} it may ask for a sign of life and for nothing else, and nothing is kept for it.
   * Answered by {@link Reply.Born}, with the revision 0.
   */
  record Reserve() implements Request {
    @Override
    public Retry retry() {
      return Retry.ONCE;
    }
  }

  /** Gives a session its birth that {@link Reserve} has made. Answered by {@link Reply.Born}. */
  record BearReserved(long session, BirthSpec spec) implements Request {
    @Override
    public Retry retry() {
      return Retry.ONCE;
    }
  }

  /** Tells the parent something. Answered by {@link Reply.Done}. */
  record Note(byte kind, Bytes payload) implements Request {
    @Override
    public Retry retry() {
      return Retry.ONCE;
    }
  }

  /**
   * Leaves this session's result with the server. Answered by {@link Reply.Done} once it is kept.
   */
  record Outcome(Bytes payload) implements Request {
    @Override
    public Retry retry() {
      return Retry.ONCE;
    }
  }

  /** Asks for the result of a descendant. Answered by {@link Reply.Taken}. */
  record TakeOutcome(long child) implements Request {}

  /** Tells a descendant something. Answered by {@link Reply.Done}. */
  record Tell(long child, byte kind, Bytes payload) implements Request {
    @Override
    public Retry retry() {
      return Retry.ONCE;
    }
  }

  /**
   * Ends the session of a descendant, and of those it has itself. Answered by {@link Reply.Done}.
   */
  record Release(long child) implements Request {}

  /**
   * Asks for a turn, and to read {@code expected} as it begins. Answered by {@link Reply.Granted}
   * when it does, which may take long; forgotten with the connection, and asked for again.
   */
  record TakeTurn(List<KeyRange> expected) implements Request {}

  /** Reads a range in a turn at the newest revision. Answered by {@link Reply.Listed}. */
  record ReadInTurn(long fence, KeyRange range) implements Request {}

  /** Commits in a turn, and ends it. Answered by {@link Reply.Committed}. */
  record SubmitInTurn(long fence, Commit commit) implements Request {
    @Override
    public Retry retry() {
      return Retry.ONCE;
    }
  }

  /** Ends a turn. Not answered. */
  record EndTurn(long fence) implements Request {
    @Override
    public Retry retry() {
      return Retry.DROP;
    }
  }

  /**
   * Lets the next process of a child whose process has ended go on as the same session: its wait
   * stands where it stood, or, with {@code repeat}, before the match whose run was not over. What
   * else the session has open is ended, and it is born anew. History is kept for it from {@code
   * from} on, or from the newest revision if that is 0. Answered by {@link Reply.Born}.
   */
  record Resume(long child, boolean repeat, long from) implements Request {
    @Override
    public Retry retry() {
      return Retry.ONCE;
    }
  }

  /** Asks who waits for what. Answered by {@link Reply.Waiting}. */
  record Waits() implements Request {}
}

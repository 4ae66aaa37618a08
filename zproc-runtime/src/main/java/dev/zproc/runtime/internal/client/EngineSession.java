package dev.zproc.runtime.internal.client;

import dev.zproc.runtime.internal.engine.Answer;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.ConditionSpec;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.FutureAnswer;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Lead;
import dev.zproc.runtime.internal.engine.MatchListener;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.ReadResult;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.Turn;
import dev.zproc.runtime.internal.engine.Usage;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.wire.BirthSpec;
import dev.zproc.runtime.internal.wire.Channel;
import dev.zproc.runtime.internal.wire.Push;
import dev.zproc.runtime.internal.wire.Reply;
import dev.zproc.runtime.internal.wire.Request;
import dev.zproc.runtime.internal.wire.ServerInfo;
import dev.zproc.runtime.internal.wire.WaitInfo;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The state as one process sees it, over whichever channel leads to the server; and what that
 * process has to settle with its parent and its children through the server.
 *
 * <p>No method blocks. Every future fails with an {@link EngineException} if the server refuses or
 * is gone. A session acts only on its own descendants.
 *
 * <p>Threads: safe for use by many threads. Futures and listeners are called by the thread that
 * owns the channel and must not block it.
 */
public final class EngineSession implements StateEngine, AutoCloseable {

  private final Channel channel;
  private final OpenSubscriptions subscriptions;
  private final SessionInbox inbox;

  /** The birth of a session that was connected before it had one; else 0. */
  private volatile long birth;

  /** Takes over {@code channel}, which nobody else may listen to. */
  public EngineSession(Channel channel) {
    this.channel = channel;
    this.subscriptions = new OpenSubscriptions(channel);
    this.inbox = new SessionInbox(channel);
    channel.listen(new Fork());
  }

  /** The longest request that the server takes. */
  public int maxMessageBytes() {
    return channel.welcome().maxMessageBytes();
  }

  @Override
  public long session() {
    return channel.session();
  }

  /** Where other processes find the server. */
  public String endpoint() {
    return channel.endpoint();
  }

  @Override
  public int maxRequests() {
    return channel.welcome().maxRequests();
  }

  @Override
  public Lead lead() {
    return channel.lead();
  }

  @Override
  public <T> FutureAnswer<T> answer() {
    return channel.answer();
  }

  @Override
  public @Nullable ReadResult peek(Bytes key) {
    return channel.peek(key);
  }

  @Override
  public void read(Bytes key, Answer<ReadResult> answer) {
    if (!channel.read(key, answer)) {
      ask(new Request.Read(key), Reply.Found.class, Asked.FOUND, answer);
    }
  }

  @Override
  public void range(KeyRange range, long revision, Answer<RangeResult> answer) {
    ask(new Request.Range(range, revision), Reply.Listed.class, Reply.Listed::result, answer);
  }

  @Override
  public void commit(Commit commit, Answer<CommitResult> answer) {
    ask(new Request.Submit(commit), Reply.Committed.class, Asked.COMMITTED, answer);
  }

  @Override
  public Subscription watch(WatchSpec spec, long credit, WatchListener listener) {
    return subscriptions.watch(spec, credit, listener);
  }

  @Override
  public CompletableFuture<Turn> takeTurn(List<KeyRange> expected) {
    return ask(
        new Request.TakeTurn(expected),
        Reply.Granted.class,
        granted -> new SessionTurn(this, granted));
  }

  /** Ends a turn; not answered. */
  void endTurn(long fence) {
    channel.submit(new Request.EndTurn(fence));
  }

  @Override
  public Subscription await(ConditionSpec spec, long credit, MatchListener listener) {
    return subscriptions.await(spec, credit, listener);
  }

  @Override
  public CompletableFuture<Usage> usage() {
    return ask(
        new Request.Ping(),
        Reply.Pong.class,
        pong ->
            new Usage(
                pong.info().stateBytes(), pong.info().historyBytes(), pong.info().queuedBytes()));
  }

  /** Asks the server for a sign of life. */
  public CompletableFuture<ServerInfo> ping() {
    return ask(new Request.Ping(), Reply.Pong.class, Reply.Pong::info);
  }

  /** Returns every open watch and wait of every session. */
  public CompletableFuture<List<WaitInfo>> waits() {
    return ask(new Request.Waits(), Reply.Waiting.class, Reply.Waiting::waits);
  }

  /**
   * Makes the session of a child, before its process is started. In one step at the server: the
   * session is made, history is kept from its birth revision until its first request (or, within
   * the history's limit, until it is released), and what {@code spec} waits for is waited for.
   */
  public CompletableFuture<ChildSession> birth(BirthSpec spec) {
    return ask(new Request.Bear(spec), Reply.Born.class, this::birthOf);
  }

  /**
   * Makes a session that waits for its birth, for a process that waits for its call; its revision
   * is 0. Nothing is kept for it, and it may do nothing but {@link #ping}.
   */
  public CompletableFuture<ChildSession> reserve() {
    return ask(new Request.Reserve(), Reply.Born.class, this::birthOf);
  }

  /** Gives {@code reserved} its birth, with all that {@link #birth} says of that. */
  public CompletableFuture<ChildSession> birth(long reserved, BirthSpec spec) {
    return ask(new Request.BearReserved(reserved, spec), Reply.Born.class, this::birthOf);
  }

  /**
   * Lets the next process of {@code child}, whose process has ended, go on as the same session and
   * with the wait that it was born with; what it had open else is ended, what it has left as its
   * result is gone, and its birth revision is the newest one.
   *
   * @param repeat whether the match whose run was not over comes once more
   * @param from the revision from which history is kept until the session's first request, if it
   *     reaches back so far; or 0 for the newest
   */
  public CompletableFuture<ChildSession> resume(long child, boolean repeat, long from) {
    return ask(new Request.Resume(child, repeat, from), Reply.Born.class, this::birthOf);
  }

  private ChildSession birthOf(Reply.Born born) {
    return new ChildSession(
        born.session(), born.revision(), channel.childSecret(born.session()), channel.endpoint());
  }

  /** The revision at which this session was born, which its cursors start from. */
  public long birthRevision() {
    long later = birth;
    return later != 0 ? later : channel.welcome().birth();
  }

  /** This session, which had connected before, has been born at {@code revision}. */
  public void bornAt(long revision) {
    birth = revision;
  }

  /** Runs {@code action} when this session's way to the server has ended for good, or has. */
  public void whenEnded(Runnable action) {
    inbox.whenEnded(action);
  }

  /**
   * Delivers the matches of the wait that this session was born with, those that came before its
   * process included. Called at most once; nothing comes before {@link Subscription#request}.
   */
  public Subscription birthMatches(MatchListener listener) {
    return inbox.birthMatches(listener);
  }

  /**
   * Says that the run for the newest of {@link #birthMatches} begins, so that the server knows what
   * another process of the child has to do; complete when it knows.
   */
  public CompletableFuture<Void> birthBegun() {
    return tellOff(new Request.BirthBegun());
  }

  /** Tells the parent something; complete when the server has it. */
  public CompletableFuture<Void> note(byte kind, Bytes payload) {
    return tellOff(new Request.Note(kind, payload));
  }

  /**
   * Leaves this process's result with the server, which tells the parent at once and keeps it until
   * {@link #release}; complete when it is kept. A second outcome takes the place of the first.
   */
  public CompletableFuture<Void> outcome(Bytes payload) {
    return tellOff(new Request.Outcome(payload));
  }

  /**
   * Returns the result that {@code child} has left, if it has. After the end of its process the
   * answer is final. It stays until {@link #release}.
   */
  public CompletableFuture<Optional<Bytes>> takeOutcome(long child) {
    return ask(
        new Request.TakeOutcome(child),
        Reply.Taken.class,
        taken -> Optional.ofNullable(taken.payload()));
  }

  /** Tells a child, or a child's child, something; complete when the server has it. */
  public CompletableFuture<Void> tell(long child, byte kind, Bytes payload) {
    return tellOff(new Request.Tell(child, kind, payload));
  }

  /**
   * Ends the session of a child whose process has ended: its secret is good for nothing from here
   * on, its watches, its result and the sessions of its own children are gone. Does nothing if that
   * has been done.
   */
  public CompletableFuture<Void> release(long child) {
    return tellOff(new Request.Release(child));
  }

  /** Says who is told what children and parent say; what came before is told at once. */
  public void listen(SessionListener listener) {
    inbox.listen(listener);
  }

  /** Ends this process's use of the state; what is pending fails with a {@code Closed}. */
  @Override
  public void close() {
    channel.close();
  }

  private CompletableFuture<Void> tellOff(Request request) {
    return ask(request, Reply.Done.class, Asked.DONE);
  }

  <R extends Reply, T> CompletableFuture<T> ask(
      Request request, Class<R> kind, Function<R, T> result) {
    FutureAnswer<T> answer = channel.answer();
    ask(request, kind, result, answer);
    return answer;
  }

  private <R extends Reply, T> void ask(
      Request request, Class<R> kind, Function<R, T> result, Answer<T> answer) {
    channel.submit(request, new Asked<>(kind, result, answer));
  }

  /** Passes each push to the part that knows it. */
  private final class Fork implements Channel.Listener {

    @Override
    public void onPush(Push push) {
      if (push.kept()) {
        inbox.push(push);
      } else {
        subscriptions.push(push);
      }
    }

    @Override
    public void onReconnected() {
      subscriptions.reopen();
      inbox.reopen();
    }

    @Override
    public void onClosed(EngineException cause) {
      try {
        subscriptions.closed(cause);
      } finally {
        inbox.closed(cause);
      }
    }
  }
}

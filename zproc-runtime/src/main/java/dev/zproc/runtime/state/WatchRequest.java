package dev.zproc.runtime.state;

import dev.zproc.runtime.internal.engine.WatchSpec;
import dev.zproc.runtime.internal.schema.Phrase;
import dev.zproc.runtime.internal.wait.CallbackThreads;
import dev.zproc.runtime.internal.wait.TransactionGuard;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;

/**
 * What a watch is to deliver; each method gives a changed copy.
 *
 * <p>Unless told otherwise a watch is buffered: it delivers every change since what the accessor
 * has last seen when the watch is opened (by a read, a wait or an own commit; at first, its {@link
 * StateMeta#birth}), in order and once each, {@linkplain dev.zproc.runtime.state own commits}
 * included.
 *
 * @param <S> the {@code @State} interface
 */
public final class WatchRequest<S> {

  private static final long LAST_SEEN = -1;

  private final StateSpace<S> space;
  private final Set<String> included;
  private final Options options;

  private record Options(
      Set<String> excluded, long from, boolean live, boolean own, boolean identical, long limit) {}

  private WatchRequest(StateSpace<S> space, Set<String> included, Options options) {
    this.space = space;
    this.included = included;
    this.options = options;
  }

  static <S> WatchRequest<S> of(StateSpace<S> space, Set<String> included) {
    Selections.of(space.namespace, included, Set.of()); // complains early of keys that it lacks
    return new WatchRequest<>(
        space, included, new Options(Set.of(), LAST_SEEN, false, true, false, 0));
  }

  private WatchRequest<S> with(Options changed) {
    return new WatchRequest<>(space, included, changed);
  }

  /** All but changes of {@code keys}. */
  public WatchRequest<S> except(Key... keys) {
    Options o = options;
    Set<String> names = Selections.names(space, keys);
    Selections.of(space.namespace, included, names);
    return with(new Options(names, o.from, o.live, o.own, o.identical, o.limit));
  }

  /** Begins after {@code revision}; 0 stands for the beginning of all. */
  public WatchRequest<S> from(long revision) {
    if (revision < 0) {
      throw new IllegalArgumentException("a revision is not negative: " + revision);
    }
    space.checkPast(revision);
    Options o = options;
    return with(new Options(o.excluded, revision, false, o.own, o.identical, o.limit));
  }

  /**
   * Begins now, and when several changes are waiting delivers the newest only: for those who want
   * to be up to date rather than complete. It never fails for want of history; a change that
   * history has dropped before it was asked for is skipped.
   */
  public WatchRequest<S> live() {
    Options o = options;
    return with(new Options(o.excluded, LAST_SEEN, true, o.own, o.identical, o.limit));
  }

  /** Leaves out own commits. */
  public WatchRequest<S> excludeOwn() {
    Options o = options;
    return with(new Options(o.excluded, o.from, o.live, false, o.identical, o.limit));
  }

  /** Delivers writes that left the value as it was, too. */
  public WatchRequest<S> includeIdentical() {
    Options o = options;
    return with(new Options(o.excluded, o.from, o.live, o.own, true, o.limit));
  }

  /** Ends after {@code changes} of them. */
  public WatchRequest<S> limit(long changes) {
    if (changes <= 0) {
      throw new IllegalArgumentException("a limit is 1 or more, not " + changes);
    }
    Options o = options;
    return with(new Options(o.excluded, o.from, o.live, o.own, o.identical, changes));
  }

  /** Opens the watch; it is to be closed. */
  public Watch<S> open() {
    return new Watch<>(space, spec(), options.live, options.limit);
  }

  /**
   * The first change that the watch would deliver. A time-out is the future's own ({@code
   * orTimeout}); cancelling it ends the watch. It fails with {@link
   * dev.zproc.runtime.failure.HistoryGoneException} where a watch would. What is changed after this
   * call counts, for which that of a live one takes a round trip.
   */
  public CompletableFuture<Change<S>> first() {
    TransactionGuard.forbid();
    FutureChange<S> first = new FutureChange<>();
    limit(1).publisher().subscribe(first);
    return first.future();
  }

  /**
   * The same as {@link #publisher(Executor)} with threads that zproc keeps for subscribers, so that
   * one which blocks holds up no other.
   */
  public Flow.Publisher<Change<S>> publisher() {
    return publisher(CallbackThreads.SHARED);
  }

  /**
   * A publisher of which each subscription is a watch of its own, that begins when it is made. What
   * a subscriber has not requested stays at the server, within the limits of its history. Of a live
   * one the newest change waits for the next request, and takes the place of those before it; to
   * subscribe to it takes a round trip.
   *
   * @param executor runs the subscriber's methods, one at a time
   */
  public Flow.Publisher<Change<S>> publisher(Executor executor) {
    return new ChangePublisher<>(this, executor);
  }

  /** The same watch, which begins at what the accessor has seen now; if live, now. */
  WatchRequest<S> begun() {
    Options o = options;
    return with(new Options(o.excluded, after(), o.live, o.own, o.identical, o.limit));
  }

  private long after() {
    return options.from != LAST_SEEN
        ? options.from
        : options.live ? space.newestRevision() : space.cursors.horizon();
  }

  StateSpace<S> space() {
    return space;
  }

  long limit() {
    return options.limit;
  }

  boolean isLive() {
    return options.live;
  }

  /** What an engine is to watch, beginning now if live and not begun. */
  WatchSpec spec() {
    return new WatchSpec(
        Selections.of(space.namespace, included, options.excluded),
        after(),
        options.own ? 0 : space.engine().session(),
        options.identical,
        0,
        label());
  }

  /** The same, as short as labels are. */
  String label() {
    return Phrase.label(toString());
  }

  /** The call that made it, but for its options. */
  @Override
  public String toString() {
    Phrase watch = Phrase.call("watch", included);
    return options.excluded.isEmpty()
        ? watch.toString()
        : watch + "." + Phrase.call("except", options.excluded);
  }
}

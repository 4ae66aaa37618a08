package dev.zproc.runtime;

import dev.zproc.runtime.failure.SwarmFailedException;
import dev.zproc.runtime.failure.ZProcException;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.internal.swarm.Batch;
import dev.zproc.runtime.internal.swarm.Broker;
import dev.zproc.runtime.internal.swarm.Completions;
import dev.zproc.runtime.internal.swarm.Task;
import dev.zproc.runtime.internal.swarm.TaskEnd;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The items of one {@code map} or stream on their way through a swarm: no more of them are drawn
 * from their source than are worth having underway.
 *
 * <p>Threads: not safe, but for {@link #ending}; owned by whoever draws from it.
 */
final class SwarmItems<T, R> {

  /** In which order results are handed out, and how many may be underway for that. */
  enum Order {
    /** As they come, and all of them will be kept anyway. */
    ALL,
    /** As they come, and none of them is kept. */
    NONE,
    /** As the items were, and none of them is kept. */
    ITEMS
  }

  /** How many items are underway at most. */
  private static final int MAX_AHEAD = 8_192;

  /** How many are, at most, before anything is known of their results. */
  private static final int MAX_FIRST = 64;

  /** How many more are for each result that is known. */
  private static final int GROWTH = 8;

  /** One of so many of the last results, about, is as large as the next are taken for. */
  private static final int LAST = 64;

  /** How many are handed over at a time, at most. */
  private static final int SUBMITTED_AT_ONCE = 2_048;

  /** How many at first: so that workers begin while others are being encoded. */
  private static final int SUBMITTED_FIRST = 256;

  /** How many of the last results are all waited for at once. */
  private static final int FEW = 256;

  /** How long one that was drawn may wait for others that it is handed over with. */
  private static final long LATE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  /** So that workers begin with large items while others are being encoded. */
  private static final long BYTES_AT_ONCE = 256 << 10;

  /** How many bytes of arguments and results may be underway; one item may always. */
  private static final long MAX_BYTES = Math.min(64L << 20, Runtime.getRuntime().maxMemory() / 8);

  /** What an item takes that is underway, beside its bytes. */
  private static final int OVERHEAD_BYTES = 400;

  private final Broker broker;
  private final Batch batch;
  private final Iterator<? extends T> source;
  private final Function<? super T, Call<R>> toCall;
  private final Order order;

  /** Whether all items are to be drawn whatever becomes of the swarm; there is an end to them. */
  private final boolean whole;

  private final long expected;
  private final int workers;

  /** How many may be underway before any result is known: if all were of the largest, they fit. */
  private final long first;

  private final Completions completions;
  private final DrawnTasks fresh;
  private final CompletableFuture<Void> left = new CompletableFuture<>();

  /** The thread that has asked for a result last. */
  private volatile Thread taker = Thread.currentThread();

  /** Those whose results are not handed out: all of them in order, or those that have come. */
  private final Deque<Task> window = new ArrayDeque<>();

  /** Whether the source has no more items. */
  private boolean drained;

  /** Why no more are drawn though there may be some; null as long as they are. */
  private @Nullable ZProcException cut;

  /** Whether nothing more is drawn or handed out, since it has failed or was cancelled. */
  private boolean over;

  /** Whether items come so slowly that results should not wait for them. */
  private boolean slow;

  private int submittedAtOnce = SUBMITTED_FIRST;
  private long underway;
  private long drawn;
  private long finished;

  /** Of what is underway, and but for {@link Order#ALL} of what has come and is not taken. */
  private long argumentBytes;

  /** Of what has come and is not taken, with what it takes beside that. */
  private long cameBytes;

  /** Of one result: the largest of the last, so that a few large ones are not overlooked. */
  private int resultBytes;

  /**
   * Makes the way of some items.
   *
   * @param expected how many there are; 0 if that is not known
   * @param chunkSize how many make a chunk; 0 to find out
   * @param whole whether each item has a result also where the swarm cannot go on; else no more are
   *     drawn then
   * @param workers how many there are, about: so many items may be underway whatever results weigh
   * @param maxResultBytes the largest result
   */
  SwarmItems(
      Broker broker,
      long expected,
      int chunkSize,
      Iterator<? extends T> source,
      Function<? super T, Call<R>> toCall,
      Order order,
      boolean whole,
      int workers,
      int maxResultBytes) {
    this.broker = broker;
    this.batch = new Batch(expected, chunkSize);
    this.expected = expected;
    this.source = source;
    this.toCall = toCall;
    this.order = order;
    this.whole = whole;
    this.workers = workers;
    this.first = Math.max(workers, Math.min(MAX_FIRST, MAX_BYTES / maxResultBytes));
    if (whole) {
      batch.announce();
    }
    this.completions = new Completions(broker);
    this.fresh = new DrawnTasks(completions, whole);
  }

  /**
   * The next result, a failure among them; null if there are no more. Otherwise as {@link #take}.
   */
  @Nullable TaskResult<R> next() {
    Task task = take();
    return task == null ? null : SwarmResults.of(task);
  }

  /**
   * The next task that is done; null if there are no more. If the source or the function throws, or
   * the thread is interrupted, what is underway is cancelled, and there are no more from then on:
   * what was drawn and not yet submitted will never be done, so nobody may wait for it.
   *
   * @throws SwarmFailedException if the swarm could not go on, and items may be left of which
   *     nobody is told otherwise
   */
  @Nullable Task take() {
    if (over) {
      return null;
    }
    try {
      if (order != Order.ALL || window.isEmpty()) {
        Thread me = Thread.currentThread();
        if (taker != me) {
          taker = me;
        }
        fill();
        boolean isLeft = underway > 0 || !window.isEmpty();
        if (isLeft && Thread.interrupted()) { // it may never have to wait
          throw new InterruptedException();
        }
      }
      while (!hasNext()) {
        if (underway == 0) {
          return none();
        }
        completions.take(order == Order.ALL ? early() : 1).forEach(this::came);
        fill();
      }
    } catch (InterruptedException e) {
      fresh.drop();
      cancel();
      throw SignalTrap.interrupted(
          "interrupted while waiting for a swarm; what was underway is cancelled", e);
    } catch (Throwable e) { // a checked one, too: not all languages have these declared
      fresh.drop();
      cancel();
      throw e;
    }
    return taken(window.remove());
  }

  private Task taken(Task task) {
    if (order != Order.ALL) {
      argumentBytes -= task.weight();
      cameBytes -= task.end().size() + OVERHEAD_BYTES;
    }
    return task;
  }

  /**
   * The swarm is about to be closed: complete when nothing is lost by that any more. That is when
   * somebody has said {@link #leave}; or, if these may have no end, when what was drawn is done,
   * and from here on no more are drawn. If it is the current thread that takes the results, it
   * takes none before the swarm is over, and nobody waits for it: another may, and be waited for.
   */
  CompletableFuture<Void> ending() {
    boolean mine = taker == Thread.currentThread();
    CompletableFuture<Void> ending = whole ? left : fresh.close();
    if (mine && whole) {
      left.complete(null);
    }
    return mine ? CompletableFuture.completedFuture(null) : ending;
  }

  /** Nobody will take a result any more. */
  void leave() {
    try {
      if (drawn < expected && !over) {
        cancel(); // there were fewer than the collection had said, which are expected no more
      }
    } finally {
      left.complete(null);
    }
  }

  private @Nullable Task none() {
    if (cut != null && !drained) {
      throw cut;
    }
    return null;
  }

  /**
   * How many results are worth waking up for where nobody sees one before all are there: a quarter
   * is early enough to draw more items, and half of the last ones to decode them meanwhile.
   */
  private int early() {
    return (int) (drained ? Math.max(underway / 2, Math.min(underway, FEW)) : underway / 4 + 1);
  }

  /** Ends what is underway; there are no more results then. */
  void cancel() {
    over = true;
    broker.cancel(batch);
  }

  private boolean hasNext() {
    Task first = window.peek();
    return first != null && first.isCollected();
  }

  private void came(Task task) {
    task.collected();
    underway--;
    finished++;
    int size = task.end().size();
    resultBytes = Math.max(size, resultBytes - resultBytes / LAST);
    if (order == Order.ALL) {
      argumentBytes -= task.weight();
    } else {
      cameBytes += size + OVERHEAD_BYTES;
    }
    if (order != Order.ITEMS) {
      window.add(task);
    }
    if (task.end() instanceof TaskEnd.Broken broken && !whole && cut == null) {
      cut = SwarmResults.notDrawn(broken.why());
    }
  }

  /**
   * Draws more items, many at a time; but if they come slowly, those that are there are handed
   * over, and no more are drawn before somebody has seen what has come meanwhile.
   */
  private void fill() {
    long ahead = order == Order.ALL ? MAX_AHEAD : Math.min(MAX_AHEAD, first + GROWTH * finished);
    if (pending() > ahead - ahead / 4 || isCut() || slow && isAwaited()) {
      return;
    }
    long bytes = 0;
    long since = System.nanoTime();
    while (pending() < ahead && !isCut() && hasRoom() && hasMore() && mayDraw()) {
      T item = source.next();
      fresh.given();
      Task task = task(item);
      underway++;
      argumentBytes += task.weight();
      bytes += task.weight();
      if (order == Order.ITEMS) {
        window.add(task);
      }
      fresh.add(task);
      boolean late = isTimeToLook(fresh.size()) && System.nanoTime() - since > LATE_NANOS;
      if (late || fresh.size() >= submittedAtOnce || bytes >= BYTES_AT_ONCE) {
        handOver();
        slow = late;
        if (late && isAwaited()) {
          return;
        }
        bytes = 0;
        since = System.nanoTime();
      }
    }
    if (handOver()) {
      slow = false;
    }
  }

  private boolean isCut() {
    if (fresh.isClosed() && cut == null) {
      cut = SwarmResults.notDrawn("the swarm is closed");
    }
    return cut != null;
  }

  /** The clock is not looked at for each item: to draw one takes little longer. */
  private static boolean isTimeToLook(int count) {
    return (count & 15) == 0 || (count & (count - 1)) == 0;
  }

  /** Whether something has come that somebody should get before more is drawn. */
  private boolean isAwaited() {
    return order == Order.ALL ? completions.haveFailure() : hasNext() || completions.haveAny();
  }

  private boolean hasMore() {
    drained = !source.hasNext();
    return !drained;
  }

  /** Whether it has not been closed while the source was asked whether it has more. */
  private boolean mayDraw() {
    return fresh.begin() || !isCut();
  }

  private boolean handOver() {
    boolean any = fresh.handOver();
    if (any) {
      submittedAtOnce = Math.min(2 * submittedAtOnce, SUBMITTED_AT_ONCE);
    }
    return any;
  }

  /** How many items are underway, or have results that nobody has. */
  private long pending() {
    return switch (order) {
      case ALL -> underway;
      case NONE -> underway + window.size();
      case ITEMS -> window.size();
    };
  }

  private boolean hasRoom() {
    long known = order == Order.ALL ? argumentBytes : argumentBytes + cameBytes;
    if (known >= MAX_BYTES || order == Order.ALL) {
      return known < MAX_BYTES || pending() == 0;
    }
    long each = (long) resultBytes + OVERHEAD_BYTES;
    return underway < workers || known + underway * each < MAX_BYTES;
  }

  private Task task(T item) {
    return SwarmResults.task(batch, toCall.apply(item), drawn++, completions);
  }
}

package dev.zproc.runtime;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.LimitExceededException;
import dev.zproc.runtime.failure.SwarmFailedException;
import dev.zproc.runtime.failure.TaskFailedException;
import dev.zproc.runtime.internal.console.ObservedContext;
import dev.zproc.runtime.internal.engine.Durations;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.process.JvmSpec;
import dev.zproc.runtime.internal.signal.SignalTrap;
import dev.zproc.runtime.internal.supervision.Supervision;
import dev.zproc.runtime.internal.swarm.Batch;
import dev.zproc.runtime.internal.swarm.Broker;
import dev.zproc.runtime.internal.swarm.Task;
import dev.zproc.runtime.internal.wait.ToldFuture;
import dev.zproc.runtime.internal.wire.FrameCutter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Warm JVMs, the workers, that take calls: parallel work which the death of none of them can hurt.
 *
 * <pre>{@code
 * try (Swarm swarm = zproc.swarm(s -> s.workers(4).taskTimeout(Duration.ofSeconds(30)))) {
 *   List<Report> reports = swarm.map(files, file -> ParserLauncher.parse(file, 10));
 * }
 * }</pre>
 *
 * <p>The function runs here and only builds calls; what a call names runs in a worker, in its main
 * thread, one at a time. A call is made once, unless the worker that has it dies: then another one
 * makes it again, and so it may have had effects twice. Its result counts once. A call that has
 * cost {@linkplain SwarmOptions#attempts its workers} fails, by itself and by name, while all
 * others go on; and so does one whose method throws, which costs none.
 *
 * <p>What takes items ends with {@link SwarmFailedException} if the swarm is stopped or cannot go
 * on, with {@code WaitInterruptedException} if the thread is interrupted, which cancels them, and
 * with {@link IllegalArgumentException} for a call with {@code @WaitFor}, or none. Once it is
 * closed these, and {@code resize}, throw {@link ContextClosedException}.
 *
 * <p>Threads: safe for use by many threads.
 */
public final class Swarm implements AutoCloseable {

  /** What the calls may take that were submitted alone and are not done; one may always be. */
  private static final long MAX_SUBMITTED_BYTES =
      Math.min(256L << 20, Runtime.getRuntime().maxMemory() / 4);

  /** What one takes beside its arguments: a task, and futures. */
  private static final long SUBMITTED_BYTES = 1 << 10;

  /** How long the workers may take to end after their stop time-out, SIGTERM and SIGKILL. */
  private static final Duration REAP = Duration.ofSeconds(5);

  private final String name;
  private final SwarmOptions options;
  private final Broker broker;
  private final SwarmCounts counts;
  private final StateEngine engine;
  private final SharedTasks shared;
  private final int maxArgumentBytes;
  private final SwarmWays ways;
  private final Consumer<Swarm> onClose;

  /** The calls that were submitted alone. */
  private final Batch singles = new Batch(0, 0);

  private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();
  private final AtomicLong submittedBytes = new AtomicLong();

  private volatile boolean closed;

  private Swarm(
      String name,
      SwarmOptions options,
      Broker broker,
      SwarmCounts counts,
      StateEngine engine,
      int maxArgumentBytes,
      Consumer<Swarm> onClose) {
    this.name = name;
    this.options = options;
    this.broker = broker;
    this.counts = counts;
    this.engine = engine;
    this.shared = new SharedTasks(engine);
    this.maxArgumentBytes = maxArgumentBytes;
    this.ways =
        new SwarmWays(
            broker, options.workers(), options.chunkSize(), maxArgumentBytes, this::ensureOpen);
    this.onClose = onClose;
  }

  /**
   * Opens one; its workers are on their way when this returns.
   *
   * @param jvms those of its workers, in turn
   */
  static Swarm open(
      String name,
      SwarmOptions options,
      List<JvmSpec> jvms,
      Supervision supervision,
      StateEngine engine,
      int maxMessageBytes,
      Consumer<Swarm> onClose) {
    SwarmCounts counts = new SwarmCounts(options.progress());
    Broker broker =
        Broker.start(
            name,
            options.workers(),
            options.scheduling(),
            options.hosts().isEmpty()
                ? Transport.bindForSwarm(FrameCutter.MAX_FRAME_BYTES)
                : Transport.bindForOtherHosts(FrameCutter.MAX_FRAME_BYTES),
            new SwarmStarter(supervision, options, jvms, name),
            Durations.nanos(options.unresponsiveAfter()),
            maxMessageBytes,
            counts);
    return new Swarm(name, options, broker, counts, engine, maxMessageBytes, onClose);
  }

  /**
   * Has one call made. The future fails as {@link #map} does; cancelling it cancels the call: one
   * that has begun is interrupted, and after {@link SwarmOptions#cancelGrace} its worker is killed.
   *
   * @throws LimitExceededException if the arguments are too large, or those that were submitted and
   *     are not done take 256 MiB, or a quarter of the heap, with 1 KiB for each beside its
   *     arguments
   * @throws ContextClosedException if this swarm is closed, or is being closed
   */
  public <R> CompletableFuture<R> submit(Call<R> call) {
    ensureOpen();
    call.checkSize(maxArgumentBytes);
    return submit(call, task -> {});
  }

  /**
   * The same.
   *
   * @param onDone told first, by the broker's thread
   */
  private <R> CompletableFuture<R> submit(Call<R> call, Consumer<Task> onDone) {
    CompletableFuture<Task> done = new CompletableFuture<>();
    Consumer<Task> tell =
        over ->
            broker.tellLater(
                () -> {
                  try {
                    onDone.accept(over);
                  } finally {
                    done.complete(over); // whatever failed: somebody waits for it
                  }
                });
    Task task = SwarmResults.task(singles, call, 0, tell);
    takeRoom(task);
    CompletableFuture<R> future = ToldFuture.of(done, over -> SwarmResults.<R>of(over).get());
    open.add(done);
    done.thenRun(
        () -> {
          open.remove(done);
          submittedBytes.addAndGet(-task.weight() - SUBMITTED_BYTES);
        });
    if (closed) { // who closes it now may not have seen this call, or waits for it
      done.complete(task); // of which nobody is told
      ensureOpen();
    }
    future.whenComplete(
        (result, failure) -> {
          if (future.isCancelled()) {
            broker.cancel(List.of(task));
          }
        });
    broker.submit(List.of(task));
    return future;
  }

  private void takeRoom(Task task) {
    long bytes = task.weight() + SUBMITTED_BYTES;
    long all = submittedBytes.addAndGet(bytes);
    if (all > MAX_SUBMITTED_BYTES && all > bytes) {
      submittedBytes.addAndGet(-bytes);
      throw new LimitExceededException(
          "the calls that were submitted to the swarm '"
              + name
              + "' and are not done take "
              + (all - bytes)
              + " bytes, and may take "
              + MAX_SUBMITTED_BYTES
              + ", 256 MiB or a quarter of the heap: wait for some of them before others are"
              + " submitted, use forEach or stream, which draw items as they are needed, or give"
              + " this program a larger heap");
    }
  }

  /**
   * Has a call made for each item, and returns the results in the order of the items; null for what
   * returns nothing. Blocks until all are there, or one fails: then the others are cancelled.
   *
   * @throws TaskFailedException the first failure
   * @throws dev.zproc.runtime.failure.BadValueException if a result cannot be read here
   */
  public <T, R> List<R> map(Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    return ways.map(items, toCall);
  }

  /**
   * As {@link #map}, but goes on whatever fails: each failure stands in its item's place; a {@link
   * SwarmFailedException} in that of each one that was not done, if the swarm cannot go on.
   */
  public <T, R> List<TaskResult<R>> settle(
      Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    return ways.settle(items, toCall);
  }

  /**
   * Has a call made for each item, and hands each result to {@code consumer} as it comes, failures
   * among them; by this thread, one at a time. Blocks until all are done. If the consumer throws,
   * the rest is cancelled.
   *
   * @throws SwarmFailedException if the swarm cannot go on and {@code items} is no {@link
   *     java.util.Collection}, and so may have no end: once those that were drawn are handed over,
   *     as failures. Of a collection each item is
   * @throws dev.zproc.runtime.failure.WaitInterruptedException if the thread is interrupted; the
   *     items are then cancelled
   */
  public <T, R> void forEach(
      Iterable<? extends T> items,
      Function<? super T, Call<R>> toCall,
      Consumer<? super TaskResult<R>> consumer) {
    ways.forEach(items, toCall, consumer);
  }

  /**
   * The results in the order of the items, as they are asked for: items are drawn, and calls made,
   * a bounded number ahead of what has been taken from the stream. It throws what {@link #map}
   * throws where the result of an item that failed would be; once it has thrown, that or what the
   * function threw, it has no more elements. To be closed if it is not taken to its end: that
   * cancels what is underway.
   */
  public <T, R> Stream<R> stream(Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    return ways.stream(items, toCall);
  }

  /** As {@link #stream}, in the order in which results come. */
  public <T, R> Stream<R> unordered(
      Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    return ways.unordered(items, toCall);
  }

  /**
   * Has one call made whose result any process of the context can fetch, by the id of what is
   * returned. Blocks for a round trip to the state server.
   *
   * @throws LimitExceededException as {@link #submit} does, or if the state is full
   * @throws ContextClosedException if this swarm is closed
   */
  @SuppressWarnings("unchecked") // the entry of the call says of what type it is
  public <R> SwarmTask<R> share(Call<R> call) {
    ensureOpen();
    call.checkSize(maxArgumentBytes);
    String id = shared.begin();
    SwarmTask<R> shows = new SwarmTask<>(engine, id, (Class<R>) Object.class);
    try {
      submit(call, task -> shared.ended(id, task));
    } catch (RuntimeException refused) {
      shows.drop();
      throw refused;
    }
    return shows;
  }

  /**
   * Sets how many workers there are; those that are too many end when they have done their tasks.
   */
  public void resize(int workers) {
    ensureOpen();
    broker.resize(SwarmOptions.atLeastOne("workers", workers));
    ways.resize(workers);
  }

  /** How many workers are up and take tasks. */
  public int workers() {
    return broker.live();
  }

  /** What this swarm has done so far. */
  public SwarmReport report() {
    return SwarmReports.of(broker.statistics().totals());
  }

  ObservedContext.Crowd observed() {
    return SwarmReports.observed(name, report(), counts);
  }

  /**
   * Takes nothing new, waits until what other threads have underway is done, and ends the workers
   * in order: calls that were submitted alone, each {@link #map}, {@link #settle}, and {@link
   * #forEach} over a {@link java.util.Collection}, with all its items. Of a stream, and of a {@code
   * forEach} over a source that may have no end, it waits for those items that were drawn; no more
   * are, and a {@link SwarmFailedException} says so in place of the next result. A source that is
   * just being asked for an item has a second to give it. What this thread itself is in the middle
   * of is not waited for, such as the {@code forEach} whose consumer calls this, or a stream that
   * it has not closed; nor does another thread wait for it that closes this, too.
   *
   * <p>That may take as long as the calls do, and those who take their results. {@link #stop()}, by
   * any thread, ends the wait; an interrupt of this one does, and is {@link #stop()}.
   */
  @Override
  public void close() {
    closed = true;
    List<CompletableFuture<?>> underway = new ArrayList<>(open);
    underway.addAll(ways.endings());
    CompletableFuture<Void> all =
        CompletableFuture.allOf(underway.toArray(CompletableFuture<?>[]::new));
    try {
      CompletableFuture.anyOf(broker.over(), all).get();
    } catch (InterruptedException e) {
      end(false);
      throw SignalTrap.interrupted("interrupted while the swarm '" + name + "' was closed", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // they never fail
    }
    end(true);
  }

  /** Ends the workers at once, and with them whatever is not done; waits for it, 5 s at most. */
  public void stop() {
    closed = true;
    try {
      ways.endings(); // nothing more is drawn
    } finally {
      end(false);
    }
  }

  /** Lets it end, and does not wait for that. */
  void abandon() {
    closed = true;
    broker.close("the state server is gone", false);
  }

  private void end(boolean orderly) {
    broker.close("the swarm '" + name + "' is closed", orderly);
    Duration patience = orderly ? options.stopTimeout().plus(REAP) : REAP;
    boolean interrupted = false;
    long deadline = System.nanoTime() + Durations.nanos(patience);
    while (!broker.over().isDone() && deadline - System.nanoTime() > 0) {
      try {
        broker.over().get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        interrupted = true;
        broker.kill();
      } catch (TimeoutException | ExecutionException e) {
        break;
      }
    }
    shared.close();
    onClose.accept(this);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void ensureOpen() {
    if (closed) {
      throw new ContextClosedException("the swarm '" + name + "' is closed");
    }
  }

  @Override
  public String toString() {
    return name + "[" + workers() + " workers]";
  }
}

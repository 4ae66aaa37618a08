package dev.zproc.runtime;

import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.failure.SwarmFailedException;
import dev.zproc.runtime.failure.TaskFailedException;
import dev.zproc.runtime.failure.ZProcException;
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
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

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

  /** How long the workers may take to end after their stop time-out, SIGTERM and SIGKILL. */
  private static final Duration REAP = Duration.ofSeconds(5);

  private final String name;
  private final SwarmOptions options;
  private final Broker broker;
  private final SwarmCounts counts;
  private final StateEngine engine;
  private final SharedTasks shared;
  private final int maxArgumentBytes;
  private final Consumer<Swarm> onClose;

  /** The calls that were submitted alone. */
  private final Batch singles = new Batch(0, 0);

  private final Set<CompletableFuture<?>> open = ConcurrentHashMap.newKeySet();

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
   * @throws dev.zproc.runtime.failure.LimitExceededException if the arguments are too large
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
    CompletableFuture<R> future = ToldFuture.of(done, over -> SwarmResults.<R>of(over).get());
    open.add(done);
    done.thenRun(() -> open.remove(done));
    future.whenComplete(
        (result, failure) -> {
          if (future.isCancelled()) {
            broker.cancel(List.of(task));
          }
        });
    broker.submit(List.of(task));
    return future;
  }

  /**
   * Has a call made for each item, and returns the results in the order of the items; null for what
   * returns nothing. Blocks until all are there, or one fails: then the others are cancelled.
   *
   * @throws TaskFailedException the first failure
   * @throws dev.zproc.runtime.failure.BadValueException if a result cannot be read here
   */
  public <T, R> List<R> map(Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    List<@Nullable R> results = new ArrayList<>();
    SwarmItems<T, R> way = way(items, toCall, SwarmItems.Order.ALL);
    try {
      for (Task next = way.take(); next != null; next = way.take()) {
        put(results, next.index(), SwarmResults.<R>value(next));
      }
    } catch (ZProcException e) {
      way.cancel();
      throw e;
    }
    return unmodifiable(results);
  }

  /** As {@link #map}, but goes on whatever fails: each failure stands in its item's place. */
  public <T, R> List<TaskResult<R>> settle(
      Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    List<@Nullable TaskResult<R>> results = new ArrayList<>();
    SwarmItems<T, R> way = way(items, toCall, SwarmItems.Order.ALL);
    for (TaskResult<R> next = way.next(); next != null; next = way.next()) {
      put(results, next.index(), next);
    }
    return unmodifiable(results);
  }

  /**
   * Has a call made for each item, and hands each result to {@code consumer} as it comes, failures
   * among them; by this thread, one at a time. Blocks until all are done. If the consumer throws,
   * the rest is cancelled.
   */
  public <T, R> void forEach(
      Iterable<? extends T> items,
      Function<? super T, Call<R>> toCall,
      Consumer<? super TaskResult<R>> consumer) {
    SwarmItems<T, R> way = way(items, toCall, SwarmItems.Order.NONE);
    try {
      for (TaskResult<R> next = way.next(); next != null; next = way.next()) {
        consumer.accept(next);
      }
    } catch (RuntimeException | Error e) {
      way.cancel();
      throw e;
    }
  }

  /**
   * The results in the order of the items, as they are asked for: items are drawn, and calls made,
   * a bounded number ahead of what has been taken from the stream. It throws what {@link #map}
   * throws where the result of an item that failed would be; once it has thrown, that or what the
   * function threw, it has no more elements. To be closed if it is not taken to its end: that
   * cancels what is underway.
   */
  public <T, R> Stream<R> stream(Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    return stream(way(items, toCall, SwarmItems.Order.ITEMS), Spliterator.ORDERED);
  }

  /** As {@link #stream}, in the order in which results come. */
  public <T, R> Stream<R> unordered(
      Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    return stream(way(items, toCall, SwarmItems.Order.NONE), 0);
  }

  private static <T, R> Stream<R> stream(SwarmItems<T, R> way, int characteristics) {
    Spliterator<R> results =
        new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, characteristics) {
          @Override
          public boolean tryAdvance(Consumer<? super R> action) {
            TaskResult<R> next = way.next();
            if (next == null) {
              return false;
            }
            try {
              action.accept(next.get());
            } catch (RuntimeException | Error e) {
              way.cancel();
              throw e;
            }
            return true;
          }
        };
    return StreamSupport.stream(results, false).onClose(way::cancel);
  }

  /**
   * Has one call made whose result any process of the context can fetch, by the id of what is
   * returned. Blocks for a round trip to the state server.
   *
   * @throws dev.zproc.runtime.failure.LimitExceededException if the arguments are too large, or the
   *     state is full
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

  private <T, R> SwarmItems<T, R> way(
      Iterable<? extends T> items, Function<? super T, Call<R>> toCall, SwarmItems.Order order) {
    ensureOpen();
    long expected = items instanceof Collection<?> known ? known.size() : 0;
    return new SwarmItems<>(
        broker,
        expected,
        options.chunkSize(),
        items.iterator(),
        item -> {
          Call<R> call = toCall.apply(item);
          if (call == null) {
            throw new IllegalArgumentException(
                "the function has returned null for an item; it has to return a call for each, such"
                    + " as ParserLauncher.parse(file)");
          }
          call.checkSize(maxArgumentBytes);
          return call;
        },
        order);
  }

  private static <E> void put(List<@Nullable E> results, long index, @Nullable E result) {
    while (results.size() <= index) {
      results.add(null);
    }
    results.set((int) index, result);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // null stands for what returns nothing
  private static <E> List<E> unmodifiable(List<@Nullable E> results) {
    return (List) Collections.unmodifiableList(results);
  }

  /**
   * Sets how many workers there are; those that are too many end when they have done their tasks.
   */
  public void resize(int workers) {
    ensureOpen();
    broker.resize(SwarmOptions.atLeastOne("workers", workers));
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
   * Waits until the calls that were submitted alone are done, without end for one that has no
   * {@link SwarmOptions#taskTimeout}, and ends the workers in order. If the thread is interrupted
   * it is {@link #stop()}, and throws {@link dev.zproc.runtime.failure.WaitInterruptedException}.
   */
  @Override
  public void close() {
    closed = true;
    try {
      CompletableFuture.allOf(open.toArray(CompletableFuture<?>[]::new)).get();
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
    end(false);
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

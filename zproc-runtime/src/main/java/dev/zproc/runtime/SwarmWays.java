package dev.zproc.runtime;

import dev.zproc.runtime.internal.swarm.Broker;
import dev.zproc.runtime.internal.swarm.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.WeakHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which many items go through one swarm, from those whom they come from to those who
 * get the results. Whatever is thrown on one, by the user or for lack of memory, cancels what is
 * underway there: nobody will take its results.
 *
 * <p>Threads: safe for use by many threads.
 */
final class SwarmWays {

  private final Broker broker;
  private final int chunkSize;
  private final int maxBytes;
  private final Runnable ensureOpen;
  private volatile int workers;

  /** Those that may be underway; none is kept for that, since a stream may be left half way. */
  private final Set<SwarmItems<?, ?>> open = Collections.newSetFromMap(new WeakHashMap<>());

  /**
   * Makes those of a swarm.
   *
   * @param workers how many there are to be
   * @param chunkSize how many items make a chunk; 0 to find out
   * @param maxBytes what arguments may take, and a result
   * @param ensureOpen throws if the swarm is closed, or is about to be
   */
  SwarmWays(Broker broker, int workers, int chunkSize, int maxBytes, Runnable ensureOpen) {
    this.broker = broker;
    this.workers = workers;
    this.ensureOpen = ensureOpen;
    this.chunkSize = chunkSize;
    this.maxBytes = maxBytes;
  }

  /** There are to be so many. */
  void resize(int workers) {
    this.workers = workers;
  }

  <T, R> List<R> map(Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    List<@Nullable R> results = new ArrayList<>();
    SwarmItems<T, R> way = way(items, toCall, SwarmItems.Order.ALL, true);
    try {
      for (Task next = way.take(); next != null; next = way.take()) {
        put(results, next.index(), SwarmResults.<R>value(next));
      }
    } catch (Throwable e) {
      way.cancel();
      throw e;
    } finally {
      left(way);
    }
    return unmodifiable(results);
  }

  <T, R> List<TaskResult<R>> settle(
      Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    List<@Nullable TaskResult<R>> results = new ArrayList<>();
    SwarmItems<T, R> way = way(items, toCall, SwarmItems.Order.ALL, true);
    each(way, next -> put(results, next.index(), next));
    return unmodifiable(results);
  }

  <T, R> void forEach(
      Iterable<? extends T> items,
      Function<? super T, Call<R>> toCall,
      Consumer<? super TaskResult<R>> consumer) {
    boolean whole = items instanceof Collection<?>; // what is none may have no end
    each(way(items, toCall, SwarmItems.Order.NONE, whole), consumer);
  }

  private <R> void each(SwarmItems<?, R> way, Consumer<? super TaskResult<R>> consumer) {
    try {
      for (TaskResult<R> next = way.next(); next != null; next = way.next()) {
        consumer.accept(next);
      }
    } catch (Throwable e) {
      way.cancel();
      throw e;
    } finally {
      left(way);
    }
  }

  <T, R> Stream<R> stream(Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    return stream(way(items, toCall, SwarmItems.Order.ITEMS, false), Spliterator.ORDERED);
  }

  <T, R> Stream<R> unordered(Iterable<? extends T> items, Function<? super T, Call<R>> toCall) {
    return stream(way(items, toCall, SwarmItems.Order.NONE, false), 0);
  }

  private static <T, R> Stream<R> stream(SwarmItems<T, R> way, int characteristics) {
    Spliterator<R> results =
        new Spliterators.AbstractSpliterator<>(Long.MAX_VALUE, characteristics) {
          @Override
          public boolean tryAdvance(Consumer<? super R> action) {
            try {
              TaskResult<R> next = way.next();
              if (next == null) {
                return false;
              }
              action.accept(next.get());
              return true;
            } catch (Throwable e) {
              way.cancel();
              throw e;
            }
          }
        };
    return StreamSupport.stream(results, false).onClose(way::cancel);
  }

  private <T, R> SwarmItems<T, R> way(
      Iterable<? extends T> items,
      Function<? super T, Call<R>> toCall,
      SwarmItems.Order order,
      boolean whole) {
    ensureOpen.run();
    long expected = items instanceof Collection<?> known ? known.size() : 0;
    SwarmItems<T, R> way =
        new SwarmItems<>(
            broker,
            expected,
            chunkSize,
            items.iterator(),
            item -> {
              Call<R> call = toCall.apply(item);
              if (call == null) {
                throw new IllegalArgumentException(
                    "the function has returned null for an item; it has to return a call for each, such"
                        + " as ParserLauncher.parse(file)");
              }
              call.checkSize(maxBytes);
              return call;
            },
            order,
            whole,
            workers,
            maxBytes);
    synchronized (open) {
      open.add(way);
    }
    try {
      ensureOpen.run(); // who closes it now may not have seen this way, or waits for it
    } catch (Throwable e) {
      left(way);
      throw e;
    }
    return way;
  }

  private void left(SwarmItems<?, ?> way) {
    try {
      way.leave();
    } finally {
      synchronized (open) {
        open.remove(way);
      }
    }
  }

  /**
   * The swarm is about to be closed, and takes no more: what has to be complete before, so that
   * nobody loses anything by that but the current thread, which cannot take any results meanwhile.
   */
  List<CompletableFuture<Void>> endings() {
    synchronized (open) {
      return open.stream().map(SwarmItems::ending).toList();
    }
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
}

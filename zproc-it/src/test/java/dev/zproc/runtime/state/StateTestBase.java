package dev.zproc.runtime.state;

import static org.awaitility.Awaitility.await;

import dev.zproc.runtime.fixtures.Backend;
import dev.zproc.runtime.fixtures.Bakeries;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.fixtures.ServerBackend;
import dev.zproc.runtime.internal.engine.StateEngine;
import dev.zproc.runtime.internal.store.StoreLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;

/** A state server with two processes on it: one in its JVM, the other at the end of a socket. */
abstract class StateTestBase {

  static final Duration SOON = Duration.ofSeconds(20);
  static final Duration SHORT = Duration.ofMillis(60);

  final Backend store = store();
  final StateEngine here = store.newSession();
  final StateEngine there = store.newSession();
  final BakeryState bakery = Bakeries.of(here);
  final BakeryState other = Bakeries.of(there);
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread made = new Thread(task);
            made.setDaemon(true);
            return made;
          });

  Backend store() {
    return store(StoreLimits.defaults());
  }

  /** Overridden to run the same tests over something else. */
  Backend store(StoreLimits limits) {
    return new ServerBackend(limits);
  }

  <T> Future<T> inThread(Callable<T> task) {
    return threads.submit(task);
  }

  Future<?> runInThread(Runnable task) {
    return threads.submit(task);
  }

  static <T> T get(Future<T> future) throws Exception {
    return future.get(SOON.toSeconds(), TimeUnit.SECONDS);
  }

  /** Waits until {@code count} watches and waits are open: somebody is waiting. */
  void awaitWaiting(int count) {
    await()
        .atMost(SOON)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> store.openWatches() == count);
  }

  static List<String> append(List<String> list, String more) {
    List<String> longer = new ArrayList<>(list);
    longer.add(more);
    return longer;
  }

  @AfterEach
  void close() {
    threads.shutdownNow();
    store.close();
  }
}

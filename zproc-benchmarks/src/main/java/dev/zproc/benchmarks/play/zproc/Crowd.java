package dev.zproc.benchmarks.play.zproc;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Pace;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.runtime.failure.ContextClosedException;
import dev.zproc.runtime.state.Watch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Many threads in two processes wait for one key: from the write by the opener until the last
 * thread runs. The words are how many there are in each process, and 1 if each has a watch, which
 * stays open as a subscription does, or 0 if each waits for one change and then for the next.
 */
public final class Crowd implements Play {

  private static final int PACE_MICROS = 50_000;

  private final Measuring measuring = new Measuring();
  private final int millis;
  private final Crowd_BellState bell;

  /** What rings, and when the last one of each process has heard it. */
  @State(namespace = "bell")
  interface Bell {

    /** When it was rung. */
    long rung();

    /** When the last of the first process ran. */
    long first();

    /** When the last of the second process ran. */
    long second();
  }

  /** Opens a context and starts both children; returns when all threads are about to wait. */
  public Crowd(Assignment assignment) {
    millis = assignment.millis();
    bell = Crowd_BellState.of(measuring.zproc());
    int threads = assignment.number(0);
    boolean watching = assignment.number(1) == 1;
    measuring.start(CrowdLauncher.listen(true, threads, watching));
    measuring.start(CrowdLauncher.listen(false, threads, watching));
    bell.first().awaitChange();
    bell.second().awaitChange();
  }

  @ChildProcess
  static void listen(Crowd_BellState bell, boolean first, int threads, boolean watching)
      throws InterruptedException {
    AtomicInteger awake = new AtomicInteger();
    Thread[] all = new Thread[threads];
    for (int i = 0; i < threads; i++) {
      Crowd_BellState own = bell.fork();
      all[i] = new Thread(() -> listen(own, first, threads, awake, watching), "listener-" + i);
      all[i].start();
    }
    for (Thread thread : all) {
      thread.join();
    }
  }

  private static void listen(
      Crowd_BellState bell, boolean first, int threads, AtomicInteger awake, boolean watching) {
    try (Watch<Bell> watch = watching ? bell.watch(bell.rung()).open() : null) {
      while (true) {
        if (awake.incrementAndGet() == threads) {
          awake.set(0);
          (first ? bell.first() : bell.second()).set(System.nanoTime());
        }
        if (watch == null) {
          bell.rung().awaitChange();
        } else {
          watch.next();
        }
      }
    } catch (ContextClosedException e) {
      // Nobody rings any more.
    }
  }

  @Override
  public Tally sample() throws Exception {
    Pace pace = new Pace(PACE_MICROS, millis + PACE_MICROS / 1_000);
    pace.goesOn();
    return new Stint(millis)
        .ofTimed(
            () -> {
              pace.goesOn();
              long rung = System.nanoTime();
              bell.rung().set(rung);
              return Math.max(bell.first().awaitChange(), bell.second().awaitChange()) - rung;
            });
  }

  @Override
  public void close() {
    measuring.close();
  }
}

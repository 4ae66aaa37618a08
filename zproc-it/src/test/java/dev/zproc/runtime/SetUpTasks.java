package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Tasks whose set-up takes long, and tasks that end their JVM from another thread. */
final class SetUpTasks {

  /** Longer than a task of the test may take. */
  private static final long SLOW_MILLIS = 6_000;

  private SetUpTasks() {}

  static AtomicInteger slowly() throws InterruptedException {
    TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS); // the work that it stands for
    return new AtomicInteger();
  }

  @ChildProcess(setup = "slowly")
  static int count(AtomicInteger model) {
    return model.incrementAndGet();
  }

  static AtomicLong never() {
    while (true) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @ChildProcess(setup = "never")
  static long neverGetsThere(AtomicLong model) {
    return model.get();
  }

  /** Leaves a thread behind that exits as soon as the next task has begun. */
  @ChildProcess
  static void leaveAThread(CounterState counter) {
    Thread thread =
        new Thread(
            () -> {
              counter.runs().await(counter.runs().atLeast(1));
              System.exit(9);
            });
    thread.setDaemon(true);
    thread.start();
  }

  /** Has done nothing wrong; does not end when it runs for the first time. */
  @ChildProcess
  static int innocent(int number, CounterState counter) {
    if (counter.runs().add(1) == 1) {
      forEver();
    }
    return number;
  }

  /** Exits, from a thread of its own. */
  @ChildProcess
  static void exitsElsewhere() {
    new Thread(() -> System.exit(8)).start();
    forEver();
  }

  private static void forEver() {
    while (true) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  /** Has a task in a swarm of its own, tells its id, and does not end. */
  @ChildProcess
  static void ownsASwarm(ZProc zproc) {
    Swarm swarm = zproc.swarm(s -> s.workers(1));
    String id = swarm.share(TasksLauncher.sleep(1_000_000)).id();
    zproc.dictionary("ids").put("id", id);
    forEver();
  }

  @ChildProcess
  static int fetch(String id, ZProc zproc) {
    return SwarmTask.of(zproc, id, int.class).result();
  }
}

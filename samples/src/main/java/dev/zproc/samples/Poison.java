package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.Output;
import dev.zproc.runtime.Swarm;
import dev.zproc.runtime.SwarmReport;
import dev.zproc.runtime.TaskResult;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.failure.TaskFailedException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * <b>17.</b> A hundred items, among them one of every kind that would end a program, or hang it.
 * The swarm does all others, and says of each of these what became of it.
 */
final class Poison {

  /** What an item does to its worker. */
  enum Kind {
    THROW,
    CRASH,
    LOOP,
    EXIT,
    HEAP,
    KILL,
    NOTHING
  }

  private static final int ITEMS = 100;

  private Poison() {}

  @ChildProcess
  static int square(int item, Kind kind) throws Exception {
    switch (kind) {
      case THROW -> throw new IllegalStateException("I cannot do " + item);
      case CRASH -> writeToNull();
      case LOOP -> loop();
      case EXIT -> System.exit(3);
      case HEAP -> fillHeap();
      case KILL -> killOwnProcess();
      case NOTHING -> {}
    }
    return item * item;
  }

  private static void writeToNull() throws ReflectiveOperationException {
    Class<?> unsafe = Class.forName("sun.misc.Unsafe");
    Field instance = unsafe.getDeclaredField("theUnsafe");
    instance.setAccessible(true);
    unsafe.getMethod("putAddress", long.class, long.class).invoke(instance.get(null), 0L, 0L);
  }

  private static void loop() {
    while (true) {
      LockSupport.parkNanos(1_000_000); // heeds no interrupt
    }
  }

  private static void fillHeap() {
    List<byte[]> hoard = new ArrayList<>();
    while (true) {
      hoard.add(new byte[1 << 20]);
    }
  }

  private static void killOwnProcess() throws Exception {
    new ProcessBuilder("kill", "-9", "" + ProcessHandle.current().pid()).start().waitFor();
  }

  /** Items 10, 20 and so on are poisoned, each in its own way. */
  private static Kind kind(int item) {
    int tens = item / 10;
    return item % 10 == 0 && 1 <= tens && tens <= Kind.NOTHING.ordinal()
        ? Kind.values()[tens - 1]
        : Kind.NOTHING;
  }

  public static void main(String[] args) {
    List<Integer> items = IntStream.range(0, ITEMS).boxed().toList();
    try (ZProc zproc = ZProc.open();
        Swarm swarm =
            zproc.swarm(
                s ->
                    s.workers(2)
                        .heap("48m")
                        .attempts(2)
                        .taskTimeout(Duration.ofSeconds(5))
                        .output(Output.DISCARD))) {
      for (TaskResult<Integer> result :
          swarm.settle(items, item -> PoisonLauncher.square(item, kind(item)))) {
        if (result.failure() instanceof TaskFailedException failed) {
          int item = (int) failed.index();
          System.out.printf(
              "item %d, %-5s  %d worker(s)  %s%n",
              item, kind(item), failed.attempts(), failed.end());
        }
      }
      SwarmReport report = swarm.report();
      System.out.printf(
          "%d of %d items are done, at the cost of %d workers%n",
          report.done(), ITEMS, report.deaths());
    }
  }
}

package dev.zproc.runtime;

import dev.zproc.runtime.failure.ChildFailedException;
import dev.zproc.runtime.spi.ChildEntry;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A root process of its own for {@link KillStormIT}: every process of its tree but the leaves waits
 * for a child, says how it ended, and spawns the next.
 */
final class Storm {

  private Storm() {}

  /**
   * Keeps one child for each argument, as deep as it says; one that is 0 deep fills its heap.
   *
   * <p>Prints {@code spawning}, {@code full} from a child whose heap is, and {@code ended pid end}
   * for each end that a caller was told.
   */
  public static void main(String[] args) throws InterruptedException {
    ZProc zproc = ZProc.open();
    System.out.println("spawning");
    for (String depth : args) {
      new Thread(() -> keep(zproc, Integer.parseInt(depth)), "caller").start();
    }
    new CountDownLatch(1).await();
  }

  private static void keep(ZProc zproc, int depth) {
    while (true) {
      Child<Void> child =
          depth == 0
              ? zproc.spawn(
                  Trees.Grows.call(1, "hoard"),
                  spawn -> spawn.heap("16m").jvmArgs("-XX:-ExitOnOutOfMemoryError"))
              : zproc.spawn(Waits.call(depth));
      String end;
      try {
        child.join();
        end = "nothing";
      } catch (ChildFailedException e) {
        end = e.end().getClass().getSimpleName();
      }
      System.out.println("ended " + child.pid() + " " + end);
    }
  }

  /** Keeps a child of its own, unless it is the last of its line. */
  static final class Waits extends ChildEntry<Void> {
    Waits() {
      super(Storm.class.getName(), "wait", ValueTypes.VOID, ValueTypes.INT);
    }

    static Call<Void> call(int depth) {
      return Call.of(new Waits(), depth);
    }

    public static void main(String[] args) {
      Bootstrap.run(new Waits(), args);
    }

    @Override
    public @Nullable Void run(Invocation in) throws Exception {
      int depth = in.argument(0);
      if (depth > 1) {
        keep(in.context(ZProc.class), depth - 1);
      }
      new CountDownLatch(1).await();
      return null;
    }
  }
}

package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.runtime.Durability;
import dev.zproc.runtime.ZProc;
import java.nio.file.Path;

/** What survives the program. */
@State
interface Turnstile {
  int runs();

  int count();
}

/**
 * <b>13.</b> A counter that goes on where it was, also when the program was killed: run it with a
 * file and the number at which its child kills it, with {@code kill -9}, and then again with the
 * file alone.
 *
 * <p>A number is printed when its write has returned, and a write returns when it is in the file.
 * So no number is printed twice, whatever ends the program.
 */
final class DurableCounter {

  private static final int COUNTS = 100;

  private DurableCounter() {}

  @ChildProcess
  static void counter(TurnstileState turnstile, long program, int killAt) {
    for (int i = 0; i < COUNTS; i++) {
      int count = turnstile.count().add(1);
      System.out.println("counted: " + count);
      if (count == killAt) {
        ProcessHandle.of(program).ifPresent(ProcessHandle::destroyForcibly);
      }
    }
  }

  public static void main(String[] args) {
    Path file =
        args.length > 0
            ? Path.of(args[0])
            : Path.of(System.getProperty("java.io.tmpdir"), "zproc-counter.state");
    int killAt = args.length > 1 ? Integer.parseInt(args[1]) : 0;
    try (ZProc zproc = ZProc.open(o -> o.durable(file, Durability.PROCESS))) {
      TurnstileState turnstile = TurnstileState.of(zproc);
      System.out.printf(
          "run %d goes on after %d, in %s%n",
          turnstile.runs().add(1), turnstile.count().get(), file.getFileName());
      zproc.spawn(DurableCounterLauncher.counter(ProcessHandle.current().pid(), killAt)).join();
    }
  }
}

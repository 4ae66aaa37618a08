package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.runtime.ZProc;
import org.jspecify.annotations.Nullable;

/** The state that all processes change. */
@State
interface Tally {
  int count();

  /** The name of who counted last. */
  @Nullable String last();
}

/**
 * <b>7.</b> Several processes count with the same two keys. Reading and writing them is one
 * transaction, so no number comes twice and none is missing.
 */
final class Atomicity {

  private Atomicity() {}

  @ChildProcess
  static void counter(TallyState tally, String name, int times) {
    for (int i = 0; i < times; i++) {
      int count =
          tally.atomicallyGet(
              draft -> {
                draft.count(draft.count() + 1);
                draft.last(name);
                return draft.count();
              });
      // Here and not above: a transaction may run more than once.
      System.out.println("counted: " + count);
    }
  }

  public static void main(String[] args) {
    int counters = args.length > 0 ? Integer.parseInt(args[0]) : 4;
    int times = args.length > 1 ? Integer.parseInt(args[1]) : 25;
    try (ZProc zproc = ZProc.open()) {
      for (int i = 1; i <= counters; i++) {
        zproc.spawn(AtomicityLauncher.counter("counter " + i, times));
      }
      zproc.awaitAll();
      System.out.println("count: " + TallyState.of(zproc).count().get());
    }
  }
}

package dev.zproc.runtime;

import dev.zproc.ChildProcess;
import dev.zproc.runtime.fixtures.Bakery;
import dev.zproc.runtime.fixtures.BakeryState;
import dev.zproc.runtime.state.Change;
import dev.zproc.runtime.state.Watch;
import java.util.List;

/** Children that use a state, while its server dies and comes back, until it is open. */
final class Survivors {

  private static final int AT_A_TIME = 20;

  private Survivors() {}

  /** Adds 1 for as long as it can, and returns how many times that was. */
  @ChildProcess
  static long write(BakeryState state) {
    state.price().add(1);
    long count = 0;
    long last = 0;
    while (!state.open().get()) {
      for (int i = 0; i < AT_A_TIME; i++) {
        long sum = state.sold().add(1);
        count++;
        if (sum <= last) {
          throw new IllegalStateException("was told " + sum + " after " + last);
        }
        last = sum;
      }
    }
    return count;
  }

  /**
   * Lets a child of its own do that, whose process it names, and has others add to the price
   * meanwhile, one after the other; returns what the first has.
   */
  @ChildProcess
  static long hire(BakeryState state, ZProc zproc) {
    Child<Long> writer = zproc.spawn(SurvivorsLauncher.write());
    state.names().set(List.of("" + writer.pid()));
    while (!state.open().get()) {
      int price = state.price().get();
      int more = zproc.spawn(KidsLauncher.add(price, 1)).join();
      state.price().set(more);
    }
    return writer.join();
  }

  /** The same in transactions. */
  @ChildProcess
  static int transact(BakeryState state) {
    state.price().add(1);
    int count = 0;
    while (!state.open().get()) {
      state.atomically(draft -> draft.weight(draft.weight() + 1));
      count++;
    }
    return count;
  }

  /** Reads what never becomes less, and returns how often. */
  @ChildProcess
  static int read(BakeryState state) {
    state.price().add(1);
    int count = 0;
    long last = 0;
    while (!state.open().get()) {
      long now = state.sold().get();
      if (now < last) {
        throw new IllegalStateException("read " + now + " after " + last);
      }
      last = now;
      count++;
    }
    return count;
  }

  /** Sees every single sum, and returns the last. */
  @ChildProcess
  static long watch(BakeryState state) {
    try (Watch<Bakery> watch = state.watch(state.sold(), state.open()).open()) {
      state.price().add(1);
      long last = -1;
      while (true) {
        Change<Bakery> change = watch.next();
        if (change.changed(state.open())) {
          return last;
        }
        long now = change.value(state.sold());
        if (last >= 0 && now != last + 1) {
          throw new IllegalStateException("saw " + now + " after " + last);
        }
        last = now;
      }
    }
  }
}

package dev.zproc.samples;

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.state.Watch;

/** The state that generator and consumer share. */
@State
interface Peanuts {
  /** How many peanuts were made. */
  int peanuts();

  /** How many were ordered. */
  int ordered();
}

/**
 * <b>5.</b> A consumer that is slower than what it watches, three times: live, it sees the newest
 * peanut and misses others; buffered, it sees each of them, later and later; and as a hybrid it
 * sees what was waiting, and then skips the rest.
 *
 * <p>Two peanuts are made for each look that the consumer takes.
 */
final class PeanutProcessor {

  private static final int LOOKS = 5;
  private static final int MADE_BETWEEN_LOOKS = 2;

  private PeanutProcessor() {}

  @ChildProcess
  @WaitFor(value = "changed(ordered)", repeat = true)
  static void generator(PeanutsState state, Peanuts then) {
    while (state.peanuts().get() < then.ordered()) {
      System.out.println("generator: peanut " + state.peanuts().add(1));
    }
  }

  public static void main(String[] args) {
    try (ZProc zproc = ZProc.open()) {
      PeanutsState state = PeanutsState.of(zproc);
      zproc.spawn(PeanutProcessorLauncher.generator());

      System.out.println("consuming live:");
      try (Watch<Peanuts> live = state.watch(state.peanuts()).live().open()) {
        for (int look = 0; look < LOOKS; look++) {
          letTimeGoBy(state);
          System.out.println("live consumer got: " + live.next().value(state.peanuts()));
        }
      }

      System.out.println("consuming buffered:");
      for (int look = 0; look < LOOKS; look++) {
        letTimeGoBy(state);
        System.out.println("buffered consumer got: " + state.peanuts().awaitChange());
      }

      System.out.println("consuming a hybrid of both:");
      for (int look = 0; look < LOOKS; look++) {
        letTimeGoBy(state);
        System.out.println("hybrid consumer got: " + state.peanuts().awaitChange());
        state.goLive();
      }
    }
  }

  private static void letTimeGoBy(PeanutsState state) {
    int ordered = state.ordered().add(MADE_BETWEEN_LOOKS);
    state.await(state.peanuts().atLeast(ordered));
  }
}

package dev.zproc.samples;

import dev.zproc.ChildProcess;

/** The method of {@link Atomicity} with a race: it looks in one step, and writes in another. */
final class RacyCounter {

  private RacyCounter() {}

  @ChildProcess
  static void counter(TallyState tally, String name, int times) {
    for (int i = 0; i < times; i++) {
      int count = tally.count().get() + 1;
      // Somebody else may have counted by now.
      tally.count().set(count);
      tally.last().set(name);
    }
  }
}

package dev.zproc.benchmarks.play.zproc;

import dev.zproc.ChildProcess;
import dev.zproc.benchmarks.play.Arrivals;
import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Pace;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Tally;

/**
 * One child writes the time, another waits for it and tells how late it is: at a pace of so many
 * microseconds, or, if that is 0, each as soon as the one before has arrived. The words are the
 * pace, then those of a {@link Load}, if any.
 */
public final class WakeUp implements Play {

  private final Measuring measuring = new Measuring();
  private final Load load;

  /** Opens a context and starts both children. */
  public WakeUp(Assignment assignment) {
    load = Load.of(assignment, 1);
    load.put(ThingsState.of(measuring.zproc()));
    boolean answered = assignment.number(0) == 0;
    measuring.start(WakeUpLauncher.waiter(answered));
    measuring.start(WakeUpLauncher.writer(assignment.number(0), assignment.millis()));
  }

  @ChildProcess
  static void writer(ThingsState things, OrdersState orders, int micros, int millis) {
    while (true) {
      orders.asked().awaitChange();
      Pace pace = new Pace(micros, millis);
      while (pace.goesOn()) {
        things.count().set(System.nanoTime());
        if (micros == 0) {
          things.arrived().awaitChange();
        }
      }
      things.count().set(Arrivals.END);
    }
  }

  @ChildProcess
  static void waiter(ThingsState things, OrdersState orders, boolean answered) {
    Arrivals arrivals = new Arrivals();
    while (true) {
      long time = things.count().awaitChange();
      if (time == Arrivals.END) {
        orders.tally().set(arrivals.take());
        continue;
      }
      arrivals.add(time);
      if (answered) {
        things.arrived().add(1);
      }
    }
  }

  @Override
  public Tally sample() {
    return measuring.ask();
  }

  @Override
  public void close() {
    measuring.close();
    load.close();
  }
}

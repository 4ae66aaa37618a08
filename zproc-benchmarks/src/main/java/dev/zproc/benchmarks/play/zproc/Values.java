package dev.zproc.benchmarks.play.zproc;

import dev.zproc.ChildProcess;
import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;

/**
 * A child reads or writes one value, one operation after the other. The words are {@code get} or
 * {@code set}, then how many bytes the value has.
 */
public final class Values implements Play {

  private final Measuring measuring = new Measuring();

  /** Opens a context and starts the child. */
  public Values(Assignment assignment) {
    measuring.start(
        ValuesLauncher.client(
            assignment.word(0).equals("get"), assignment.number(1), assignment.millis()));
  }

  @ChildProcess
  static void client(ThingsState things, OrdersState orders, boolean reading, int bytes, int millis)
      throws Exception {
    String text = "x".repeat(bytes);
    things.text().set(text);
    Stint.Operation operation = reading ? () -> things.text().get() : () -> things.text().set(text);
    Measuring.serve(orders, () -> new Stint(millis).of(operation));
  }

  @Override
  public Tally sample() {
    return measuring.ask();
  }

  @Override
  public void close() {
    measuring.close();
  }
}

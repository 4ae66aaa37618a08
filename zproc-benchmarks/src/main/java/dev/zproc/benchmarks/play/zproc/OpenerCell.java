package dev.zproc.benchmarks.play.zproc;

import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import dev.zproc.runtime.ZProc;

/** The process that keeps the state reads or writes a key itself. The word is get or set. */
public final class OpenerCell implements Play {

  private static final int READS = 100;

  private final ZProc zproc = ZProc.open();
  private final ThingsState things = ThingsState.of(zproc);
  private final Stint stint;
  private final boolean reading;

  /** Opens a context. */
  public OpenerCell(Assignment assignment) {
    stint = new Stint(assignment.millis());
    reading = assignment.word(0).equals("get");
    things.text().set("x".repeat(100));
  }

  @Override
  public Tally sample() throws Exception {
    String text = "y".repeat(100);
    return reading
        ? stint.ofMeans(READS, () -> things.text().get())
        : stint.of(() -> things.text().set(text));
  }

  @Override
  public void close() {
    zproc.close();
  }
}

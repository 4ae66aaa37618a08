package dev.zproc.benchmarks.play.zproc;

import dev.zproc.ChildProcess;
import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A child reads one key, many times underway. The word is how many. */
public final class PipelinedGets implements Play {

  private final Measuring measuring = new Measuring();

  /** Opens a context and starts the child. */
  public PipelinedGets(Assignment assignment) {
    measuring.start(PipelinedGetsLauncher.client(assignment.number(0), assignment.millis()));
  }

  @ChildProcess
  static void client(ThingsState things, OrdersState orders, int underway, int millis)
      throws Exception {
    String text = "x".repeat(100);
    things.text().set(text);
    List<CompletableFuture<@Nullable String>> answers = new ArrayList<>(underway);
    Measuring.serve(
        orders,
        () ->
            new Stint(millis)
                .ofBatches(
                    underway,
                    () -> {
                      answers.clear();
                      for (int i = 0; i < underway; i++) {
                        answers.add(things.text().async().get());
                      }
                      answers.forEach(CompletableFuture::join);
                    }));
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

package dev.zproc.benchmarks.play.zproc;

import dev.zproc.ChildProcess;
import dev.zproc.benchmarks.play.Assignment;
import dev.zproc.benchmarks.play.Play;
import dev.zproc.benchmarks.play.Stint;
import dev.zproc.benchmarks.play.Tally;

/**
 * A child reads or writes one key, one operation after the other. The words are {@code get}, {@code
 * set}, {@code add}, {@code transaction} (two keys read and written), or a reading or writing of
 * the count or of any of many keys; then the number of threads, then those of a {@link Load}, if
 * any.
 */
public final class RoundTrips implements Play {

  private final Measuring measuring = new Measuring();
  private final Load load;

  /** Opens a context and starts the child. */
  public RoundTrips(Assignment assignment) {
    load = Load.of(assignment, 2);
    load.put(ThingsState.of(measuring.zproc()));
    measuring.start(
        RoundTripsLauncher.client(
            assignment.word(0), assignment.number(1), assignment.millis(), load.keys()));
  }

  @ChildProcess
  static void client(
      ThingsState things, OrdersState orders, String deed, int threads, int millis, int keys)
      throws Exception {
    things.text().set("x".repeat(100));
    Measuring.serve(
        orders,
        () ->
            threads == 1
                ? new Stint(millis).of(operation(things, deed, keys))
                : new Stint(millis).ofThreads(threads, i -> operation(things, deed, keys)));
  }

  private static Stint.Operation operation(ThingsState things, String deed, int keys) {
    String text = "y".repeat(100);
    Keys picks = new Keys(keys);
    return switch (deed) {
      case "get" -> () -> things.text().get();
      case "set" -> () -> things.text().set(text);
      case "add" -> () -> things.count().add(1);
      case "transaction" ->
          () ->
              things.atomically(
                  draft -> {
                    draft.count(draft.count() + 1);
                    draft.arrived(draft.arrived() + 1);
                  });
      case "get-count" -> () -> things.count().get();
      case "set-count" -> () -> things.count().set(picks.value());
      case "get-any" -> () -> things.many().get(picks.next());
      case "set-any" -> () -> things.many().put(picks.next(), picks.value());
      default -> throw new IllegalArgumentException(deed);
    };
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

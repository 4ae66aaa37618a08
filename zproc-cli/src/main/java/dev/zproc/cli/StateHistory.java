package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code zproc state history}. */
@Command(
    name = "history",
    description = {
      "Prints the last changes of keys, as far as the server keeps them, the oldest first.",
      "",
      "History is bounded: what it has dropped is not told, but for the revision at which it begins."
    })
final class StateHistory implements Callable<Integer> {

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();

  @Option(
      names = {"-n", "--count"},
      paramLabel = "N",
      defaultValue = "20",
      description = "How many changes at most, the newest. Default: ${DEFAULT-VALUE}.")
  private int count = 20;

  @Parameters(paramLabel = "KEY", arity = "1..*", description = "As for get.")
  private List<String> keys = new ArrayList<>();

  @Override
  public Integer call() {
    try (Connection connection = where.look()) {
      Schemas schemas = new Schemas(connection);
      Changes changes = new Changes(schemas);
      KeySelection selection = changes.selection(keys.stream().map(schemas::wanted).toList());
      Past past = past(connection, selection, 0);
      long oldest = 1;
      while (past.gone > 0) {
        oldest = past.gone;
        past = past(connection, selection, oldest);
      }
      Deque<String> last = new ArrayDeque<>();
      for (CommitEvent event : past.events()) {
        for (KeyChange change : changes.of(event)) {
          last.add(
              printing.isJson()
                  ? Json.of(changes.json(event, change))
                  : "#" + event.revision() + " " + changes.text(change));
          if (last.size() > count) {
            last.remove();
          }
        }
      }
      last.forEach(printing.out()::println);
      if (!printing.isJson() && oldest > 1) {
        printing.err().println("history begins at revision " + oldest);
      }
    }
    return ExitCode.OK;
  }

  private Past past(Connection connection, KeySelection selection, long after) {
    Past past = new Past(count);
    WatchSpec spec = new WatchSpec(selection, after, 0, false, 0, "zproc state history");
    var watch = connection.session.watch(spec, Long.MAX_VALUE, past);
    try {
      connection.get(past.over);
    } finally {
      watch.cancel();
    }
    return past;
  }

  /** What a watch tells that begins in the past, until it is where the state is now. */
  private static final class Past implements WatchListener {

    private final int max;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final Deque<CommitEvent> events = new ArrayDeque<>();
    private volatile long gone;

    Past(int max) {
      this.max = Math.max(1, max);
    }

    /** The newest: each has one change at least, but for those of schemas and sizes. */
    synchronized List<CommitEvent> events() {
      return List.copyOf(events);
    }

    @Override
    public synchronized void onEvent(CommitEvent event) {
      events.add(event);
      if (events.size() > 2L * max + 64) {
        events.remove();
      }
    }

    @Override
    public void onOpened() {
      over.complete(null);
    }

    @Override
    public void onGone(long oldest) {
      gone = oldest;
      over.complete(null);
    }

    @Override
    public void onClosed(Throwable cause) {
      over.completeExceptionally(Failure.of(cause));
    }
  }
}

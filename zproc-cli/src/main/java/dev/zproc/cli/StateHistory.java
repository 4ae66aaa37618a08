package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
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
      Changes changes = new Changes(schemas, new ProgramValues(connection));
      KeySelection selection = changes.selection(keys.stream().map(schemas::wanted).toList());
      History past = new History(new Watched(connection, selection));
      long oldest = past.read(Math.max(1, count));
      Deque<Past> last = new ArrayDeque<>();
      for (CommitEvent event : past.events()) {
        for (KeyChange change : changes.of(event)) {
          last.add(new Past(event, change));
          if (last.size() > count) {
            last.remove();
          }
        }
      }
      last.forEach(each -> printing.out().println(text(changes, each)));
      if (!printing.isJson() && oldest > 1) {
        printing.err().println("history begins at revision " + oldest);
      }
    }
    return ExitCode.OK;
  }

  private String text(Changes changes, Past past) {
    return printing.isJson()
        ? Json.of(changes.json(past.event, past.change))
        : "#" + past.event.revision() + " " + changes.text(past.event, past.change);
  }

  private record Past(CommitEvent event, KeyChange change) {}

  /** What a watch tells as it is opened. */
  private record Watched(Connection connection, KeySelection selection) implements History.Source {

    @Override
    public long newest() {
      return connection.get(connection.session.ping()).revision();
    }

    @Override
    public History.Portion after(long revision) {
      Listener listener = new Listener();
      WatchSpec spec = new WatchSpec(selection, revision, 0, false, 0, "zproc state history");
      Subscription watch = connection.session.watch(spec, Subscription.AT_ONCE, listener);
      try {
        connection.get(listener.over);
      } finally {
        watch.cancel();
      }
      return new History.Portion(listener.events, listener.gone);
    }
  }

  private static final class Listener implements WatchListener {

    private final CompletableFuture<Void> over = new CompletableFuture<>();

    /** Written before {@link #over} is complete, but for what comes later and is not wanted. */
    private final List<CommitEvent> events = new CopyOnWriteArrayList<>();

    private volatile long gone;

    @Override
    public void onEvent(CommitEvent event) {
      if (!over.isDone()) {
        events.add(event);
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

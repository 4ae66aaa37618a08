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
      Changes changes = new Changes(schemas);
      KeySelection selection = changes.selection(keys.stream().map(schemas::wanted).toList());
      Past past = new Past(connection, selection);
      long oldest = past.read(Math.max(1, count));
      Deque<String> last = new ArrayDeque<>();
      for (CommitEvent event : past.events) {
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

  /** The newest commits that touch some keys, up to the moment at which this was asked for. */
  private static final class Past {

    /** How far back it looks first, in revisions; then eight times as far, and so on. */
    private static final long NEAR = 1024;

    private final Connection connection;
    private final KeySelection selection;
    private final long now;
    private final List<CommitEvent> events = new ArrayList<>();

    Past(Connection connection, KeySelection selection) {
      this.connection = connection;
      this.selection = selection;
      this.now = connection.get(connection.session.ping()).revision();
    }

    /** Reads so many, or all that there are; returns where history begins if it came so far. */
    long read(int wanted) {
      for (long back = NEAR; ; back *= 8) {
        long begin = Math.max(0, now - back);
        long oldest = readFrom(begin);
        if (oldest > begin) {
          readFrom(oldest);
          return oldest;
        } else if (events.size() >= 2L * wanted || begin == 0) {
          return 0;
        }
      }
    }

    /** Reads all after {@code begin}; returns where history begins if that is later. */
    private long readFrom(long begin) {
      events.clear();
      long at = begin;
      while (at < now) {
        Portion portion = portion(at);
        if (portion.gone > 0) {
          return portion.gone;
        }
        events.addAll(portion.events);
        if (portion.events.size() < Subscription.AT_ONCE) {
          return 0;
        }
        at = portion.events.get(portion.events.size() - 1).revision();
      }
      return 0;
    }

    /** What a watch tells as it is opened: all that there is, or as much as comes at once. */
    private Portion portion(long after) {
      Portion portion = new Portion();
      WatchSpec spec = new WatchSpec(selection, after, 0, false, 0, "zproc state history");
      Subscription watch = connection.session.watch(spec, Subscription.AT_ONCE, portion);
      try {
        connection.get(portion.over);
      } finally {
        watch.cancel();
      }
      return portion;
    }
  }

  private static final class Portion implements WatchListener {

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

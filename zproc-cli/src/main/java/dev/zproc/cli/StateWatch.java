package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.Subscription;
import dev.zproc.runtime.internal.engine.WatchListener;
import dev.zproc.runtime.internal.engine.WatchSpec;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code zproc state watch}. */
@Command(
    name = "watch",
    description = {
      "Prints each change from now on, one a line, until Ctrl-C.",
      "",
      "None is left out: what comes faster than it is printed waits at the server, for as long as"
          + " history reaches back (then it says so, and ends with 4). Nobody waits for the"
          + " printing."
    })
final class StateWatch implements Callable<Integer> {

  private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss.SSS");

  /** How many commits the server may send ahead. */
  private static final int AHEAD = 256;

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();
  @Mixin private Enough enough = new Enough();

  @Parameters(paramLabel = "KEY", description = "As for get; all keys if none is named.")
  private List<String> keys = new ArrayList<>();

  /** What the link's thread has heard: a {@link CommitEvent}, or why there will be no more. */
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

  @Override
  public Integer call() throws InterruptedException {
    try (Connection connection = where.look()) {
      Schemas schemas = new Schemas(connection);
      Changes changes = new Changes(schemas, new ProgramValues(connection));
      List<Schemas.Wanted> wanted = keys.stream().map(schemas::wanted).toList();
      long now = connection.get(connection.session.ping()).revision();
      WatchSpec spec =
          new WatchSpec(changes.selection(wanted), now, 0, false, 0, "zproc state watch");
      Subscription watch = connection.session.watch(spec, AHEAD, new Listener());
      if (!printing.isJson()) {
        printing.err().println("watching from revision " + now + " on; Ctrl-C ends it");
        printing.err().flush();
      }
      return print(changes, watch);
    }
  }

  private int print(Changes changes, Subscription watch) throws InterruptedException {
    enough.begin();
    while (true) {
      Object next = heard.poll(enough.left(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return enough.codeInTime();
      } else if (next instanceof RuntimeException failure) {
        throw failure;
      }
      CommitEvent event = (CommitEvent) next;
      for (KeyChange change : changes.of(event)) {
        print(changes, event, change);
        if (enough.countsLast() || printing.out().checkError()) { // nobody reads any more
          return ExitCode.OK;
        }
      }
      watch.request(1);
    }
  }

  private void print(Changes changes, CommitEvent event, KeyChange change) {
    if (printing.isJson()) {
      Map<String, Object> object = changes.json(event, change);
      printing.json(object);
    } else {
      String line = CLOCK.format(LocalTime.now()) + " #" + event.revision() + " ";
      printing.out().println(line + changes.text(event, change));
    }
  }

  private final class Listener implements WatchListener {

    @Override
    public void onEvent(CommitEvent event) {
      heard.add(event);
    }

    @Override
    public void onGone(long oldest) {
      heard.add(
          new Failure(
              ExitCode.NO_ANSWER,
              "changes came faster than they were printed, and history begins at revision "
                  + oldest
                  + " by now; some are lost. Name fewer keys."));
    }

    @Override
    public void onClosed(Throwable cause) {
      heard.add(Failure.of(cause));
    }
  }
}

package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();
  @Mixin private Enough enough = new Enough();

  @Parameters(paramLabel = "KEY", description = "As for get; all keys if none is named.")
  private List<String> keys = new ArrayList<>();

  @Override
  public Integer call() throws InterruptedException {
    try (Connection connection = where.look()) {
      Schemas schemas = new Schemas(connection);
      Changes changes = new Changes(schemas, new ProgramValues(connection));
      List<Schemas.Wanted> wanted = keys.stream().map(schemas::wanted).toList();
      long now = connection.get(connection.session.ping()).revision();
      WatchedCommits commits =
          new WatchedCommits(connection.session, changes.selection(wanted), now);
      if (!printing.isJson()) {
        printing.err().println("watching from revision " + now + " on; Ctrl-C ends it");
        printing.err().flush();
      }
      return print(changes, commits);
    }
  }

  private int print(Changes changes, WatchedCommits commits) throws InterruptedException {
    enough.begin();
    while (true) {
      CommitEvent event = commits.next(enough::left);
      if (event == null) {
        return enough.codeInTime();
      }
      for (KeyChange change : changes.of(event)) {
        print(changes, event, change);
        if (enough.countsLast() || printing.out().checkError()) { // nobody reads any more
          return ExitCode.OK;
        }
      }
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
}

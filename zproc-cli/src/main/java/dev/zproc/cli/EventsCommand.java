package dev.zproc.cli;

import dev.zproc.runtime.internal.console.Happening;
import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.wire.ToolWord;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code zproc events}. */
@Command(
    name = "events",
    description = {
      "Prints what happens to the children of a context: first what has happened so far, then what"
          + " happens from now on, one event a line, until Ctrl-C or the end of the context. Where"
          + " the connection alone is lost, it says so and ends with 4.",
      "",
      "start: a process is forked; wait: it waits for its condition; run: its method begins; exit:"
          + " the process has ended; restart: another one will be started; give up: none will; end:"
          + " the child has ended for good.",
      "Of what has happened the newest 1,000 events are kept. Children of children are their"
          + " parents' own; 'zproc tree' shows them."
    })
final class EventsCommand implements Callable<Integer> {

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

  /** How many events may be on their way. */
  private static final int AHEAD = 512;

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();
  @Mixin private Enough enough = new Enough();

  /** What the link's thread has heard: a {@link Happening}, or why there will be no more. */
  private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();

  /** The number of the newest that was printed. */
  private long newest;

  @Override
  public Integer call() throws InterruptedException {
    try (Connection connection = where.look()) {
      connection.session.listen(new Listener());
      connection.sayToProgram(ToolWord.FOLLOW, new Happening.Wanted(0, AHEAD).encode());
      return print(connection);
    }
  }

  private int print(Connection connection) throws InterruptedException {
    enough.begin();
    long allowed = AHEAD;
    while (true) {
      Object next = heard.poll(enough.left(), TimeUnit.NANOSECONDS);
      if (next == null) {
        return enough.codeInTime();
      } else if (next instanceof EngineException.Closed closed) {
        return ended(connection.target, closed);
      } else if (next instanceof EngineException failed) {
        throw Failure.of(failed);
      }
      Happening event = (Happening) next;
      if (event.number() > newest + 1) {
        print(Happening.gap(newest + 1, event.time(), event.number() - newest - 1));
      }
      print(event);
      newest = event.number();
      if (enough.countsLast() || printing.out().checkError()) { // nobody reads any more
        return ExitCode.OK;
      }
      if (allowed - newest < AHEAD / 2) {
        allowed = newest + AHEAD;
        connection.sayToProgram(ToolWord.FOLLOW, new Happening.Wanted(newest, allowed).encode());
      }
    }
  }

  /** A link ends with the context; or without it, as when its server is started again. */
  private int ended(Target target, EngineException.Closed closed) {
    if (AtEnd.isAsked()) {
      return ExitCode.OK;
    } else if (target.isStillOpen()) {
      throw new Failure(
          ExitCode.NO_ANSWER,
          "the connection to "
              + target
              + " is lost, though that is still open: "
              + closed.getMessage()
              + "; what happens from now on is told when this is run again");
    } else if (!printing.isJson()) {
      String why = "the context has ended: " + closed.getMessage();
      printing.err().println(Words.printable(why));
    }
    return ExitCode.OK;
  }

  private void print(Happening event) {
    if (printing.isJson()) {
      printing.json(json(event));
    } else {
      printing.out().println(Words.printable(text(event)));
    }
  }

  static String text(Happening event) {
    StringBuilder line = new StringBuilder(CLOCK.format(event.time())).append(' ');
    if (!event.child().isEmpty()) {
      line.append(event.child()).append(' ');
    }
    line.append(event.kind());
    if (event.pid() > 0) {
      line.append(" (pid ").append(event.pid()).append(')');
    }
    if (event.attempt() > 1) {
      line.append(", process ").append(event.attempt());
    }
    if (event.kind().equals("restart")) {
      line.append(" in ").append(Words.age(Duration.ofMillis(event.delayMillis())));
    }
    return event.text().isEmpty() ? line.toString() : line + ": " + event.text();
  }

  static Map<String, Object> json(Happening event) {
    Map<String, Object> object = Values.object();
    object.put("number", event.number());
    object.put("time", event.time());
    object.put("event", event.kind());
    object.put("child", event.child().isEmpty() ? null : event.child());
    object.put("attempt", event.attempt() > 0 ? event.attempt() : null);
    object.put("pid", event.pid() > 0 ? event.pid() : null);
    object.put("delayMillis", event.kind().equals("restart") ? event.delayMillis() : null);
    object.put("how", event.text().isEmpty() ? null : event.text());
    object.put("failed", event.bad());
    return object;
  }

  private final class Listener implements ProgramListener {

    @Override
    public void fromParent(byte kind, Bytes payload) {
      if (kind == ToolWord.HAPPENED) {
        heard.addAll(Happening.decode(payload));
      }
    }

    @Override
    public void closed(EngineException cause) {
      heard.add(cause);
    }
  }
}

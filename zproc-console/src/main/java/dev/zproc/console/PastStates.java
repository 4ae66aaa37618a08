package dev.zproc.console;

import dev.zproc.runtime.internal.console.ObservedContext;
import dev.zproc.runtime.internal.engine.EngineException;
import dev.zproc.runtime.internal.engine.RangeResult;

/**
 * Reads the state as it was, for whoever moves the slider; one at a time.
 *
 * <p>Threads: safe for use by many threads, of which one waits for the other.
 */
final class PastStates {

  private static final String QUERY = "revision=";

  private final ObservedContext context;

  PastStates(ObservedContext context) {
    this.context = context;
  }

  /** The answer to {@code revision=17}, as JSON. */
  synchronized String at(String query) {
    if (query == null || !query.matches(QUERY + "[1-9][0-9]{0,17}")) {
      return problem("that is no revision");
    }
    long revision = Long.parseLong(query.substring(QUERY.length()));
    if (context.sign().stateBytes() > StateRows.MAX_STATE_BYTES) {
      return problem("the state is too large to be read as a whole");
    }
    try {
      RangeResult all = Answers.get(context.engine().range(StateRows.ALL, revision));
      StateRows rows = new StateRows(context);
      rows.all(all.entries());
      return Json.of(
          Json.object("revision", revision, "rows", rows.rows(), "more", rows.more(), "note", ""));
    } catch (EngineException.Gone gone) {
      return Json.of(
          Json.object(
              "problem", "history begins at revision " + gone.oldest(), "oldest", gone.oldest()));
    } catch (EngineException.Rejected future) {
      return problem("there is no such revision yet");
    }
  }

  private static String problem(String text) {
    return Json.of(Json.object("problem", text));
  }
}

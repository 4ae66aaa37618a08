package dev.zproc.cli;

import dev.zproc.runtime.internal.access.ContextRecord;
import dev.zproc.runtime.internal.access.RuntimeFolder;
import dev.zproc.runtime.internal.wire.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code zproc ps}. */
@Command(
    name = "ps",
    description = {
      "Lists the contexts of this user that are open, the first opened first.",
      "",
      "Nothing is asked of them. What killed programs have left in the runtime folder is swept."
          + " Ends with 0, also if there are none."
    })
final class PsCommand implements Callable<Integer> {

  @Mixin private Printing printing = new Printing();

  @Override
  public Integer call() {
    Contexts contexts = Contexts.find();
    if (printing.isJson()) {
      contexts.open().forEach((id, told) -> printing.json(json(id, told)));
    } else if (contexts.open().isEmpty()) {
      printing.err().println("no context of this user is open (" + contexts.folders() + ")");
    } else {
      Table table = new Table("CONTEXT", "PROGRAM", "BACKGROUND", "OPEN FOR", "CONTROL", "ADDRESS");
      Instant now = Instant.now();
      contexts
          .open()
          .forEach(
              (id, told) ->
                  table.row(
                      id,
                      told.context().name(),
                      told.background() == null ? "-" : told.background(),
                      Words.age(Duration.between(told.context().opened(), now)),
                      isControl(told) ? "yes" : "no",
                      told.context().uri()));
      table.print(printing.out());
    }
    return ExitCode.OK;
  }

  private static boolean isControl(RuntimeFolder.Told told) {
    return told.context().secrets().containsKey(Role.OPERATOR);
  }

  static Map<String, Object> json(String id, RuntimeFolder.Told told) {
    ContextRecord context = told.context();
    Map<String, Object> object = Values.object();
    object.put("context", id);
    object.put("pid", context.pid());
    object.put("program", context.name());
    object.put("background", told.background());
    object.put("opened", context.opened());
    object.put("control", isControl(told));
    object.put("uri", context.uri());
    return object;
  }
}

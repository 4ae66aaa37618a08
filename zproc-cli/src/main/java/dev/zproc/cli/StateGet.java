package dev.zproc.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code zproc state get}. */
@Command(
    name = "get",
    description = {
      "Prints values, all as of one revision.",
      "",
      "One key prints its value alone, for scripts; a namespace, a map, several keys, or none for"
          + " all that there is, print lines of key and value.",
      "Values of the program's own types are what its classes say, up to 1,000 characters: the"
          + " program is asked. Where it does not run, or has not opened that state itself, their"
          + " size is told."
    })
final class StateGet implements Callable<Integer> {

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();

  @Parameters(
      paramLabel = "KEY",
      description = "bakery.cookies, an entry of a map as bakery.orders[17], or a whole bakery.")
  private List<String> keys = new ArrayList<>();

  @Override
  public Integer call() {
    try (Connection connection = where.look()) {
      StateReader reader = new StateReader(connection);
      List<Schemas.Wanted> wanted = keys.stream().map(reader.schemas()::wanted).toList();
      List<Found> found = read(reader, wanted, new ProgramValues(connection));
      if (printing.isJson()) {
        Map<String, Object> object = Values.object();
        object.put("revision", reader.revision());
        object.put("keys", found.stream().map(Found::json).toList());
        printing.json(object);
      } else if (wanted.size() == 1 && wanted.get(0).isSingle()) {
        printing.out().println(Words.printable(found.get(0).bare()));
      } else {
        found.forEach(
            each -> printing.out().println(Words.printable(each.key() + " = " + each.text())));
      }
    }
    return ExitCode.OK;
  }

  private static List<Found> read(
      StateReader reader, List<Schemas.Wanted> wanted, ProgramValues program) {
    List<Found> found = new ArrayList<>();
    wanted.forEach(each -> found.addAll(reader.get(each)));
    if (wanted.isEmpty()) {
      found.addAll(reader.all());
    }
    return Found.told(found, program, reader.revision());
  }
}

package dev.zproc.cli;

import dev.zproc.runtime.internal.schema.ShownKeys;
import dev.zproc.runtime.internal.wire.WaitInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code zproc waits}. */
@Command(
    name = "waits",
    description = {
      "Lists who waits for what, in the words of whoever wrote it, what the keys are now, and since"
          + " when it waits.",
      "",
      "'root' is the process that has opened the context; a child is named behind its parent."
          + " Watches are among them. At most 16 keys of a wait are shown, and values of at most 1"
          + " KiB."
    })
final class WaitsCommand implements Callable<Integer> {

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();

  @Override
  public Integer call() {
    try (Connection connection = where.look()) {
      List<WaitInfo> waits = of(connection);
      if (printing.isJson()) {
        waits.forEach(wait -> printing.json(json(wait)));
      } else if (waits.isEmpty()) {
        printing.err().println("nobody waits in " + connection.target);
      } else {
        Table table = new Table("PROCESS", "FOR", "WAITS FOR", "NOW");
        Instant now = Instant.now();
        for (WaitInfo wait : waits) {
          Duration age = Duration.between(Instant.ofEpochMilli(wait.sinceMillis()), now);
          table.row(wait.process(), Words.age(age), wait.label(), text(values(wait)));
        }
        table.print(printing.out());
      }
    }
    return ExitCode.OK;
  }

  /** All but our own. */
  static List<WaitInfo> of(Connection connection) {
    return connection.get(connection.session.waits()).stream()
        .filter(wait -> wait.session() != connection.session.session())
        .toList();
  }

  private static Map<String, String> values(WaitInfo wait) {
    Map<String, String> values = new LinkedHashMap<>();
    for (WaitInfo.Reading reading : wait.readings()) {
      Map.Entry<String, String> shown =
          ShownKeys.of(List.of(), reading.key(), reading.size(), reading.value());
      values.put(shown.getKey(), shown.getValue());
    }
    return values;
  }

  private static String text(Map<String, String> values) {
    return values.entrySet().stream()
        .map(value -> value.getKey() + " = " + value.getValue())
        .collect(Collectors.joining(", "));
  }

  static Map<String, Object> json(WaitInfo wait) {
    Map<String, Object> object = Values.object();
    object.put("process", wait.process());
    object.put("waitsFor", wait.label());
    object.put("values", values(wait));
    object.put("since", Instant.ofEpochMilli(wait.sinceMillis()));
    return object;
  }
}

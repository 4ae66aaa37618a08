package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.KeyName;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import dev.zproc.runtime.internal.wire.WaitInfo;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
      Schemas schemas = new Schemas(connection);
      if (printing.isJson()) {
        waits.forEach(wait -> printing.json(json(schemas, wait)));
      } else if (waits.isEmpty()) {
        printing.err().println("nobody waits in " + connection.target);
      } else {
        print(schemas, waits, printing.out());
      }
    }
    return ExitCode.OK;
  }

  static void print(Schemas schemas, List<WaitInfo> waits, PrintWriter out) {
    Table table = new Table("PROCESS", "FOR", "WAITS FOR", "NOW");
    Instant now = Instant.now();
    for (WaitInfo wait : waits) {
      Duration age = Duration.between(Instant.ofEpochMilli(wait.sinceMillis()), now);
      table.row(wait.process(), Words.age(age), wait.label(), text(values(schemas, wait)));
    }
    table.print(out);
  }

  /** All but our own. */
  static List<WaitInfo> of(Connection connection) {
    return connection.get(connection.session.waits()).stream()
        .filter(wait -> wait.session() != connection.session.session())
        .toList();
  }

  /** The keys and what they are now. */
  private static Map<String, Found> values(Schemas schemas, WaitInfo wait) {
    Map<String, Found> values = new LinkedHashMap<>();
    for (WaitInfo.Reading reading : wait.readings()) {
      String name = Name.of(reading.key());
      SchemaRecord.Key key = schemas.keyOf(reading.key());
      boolean isSize = key != null && key.isMap() && KeyName.of(reading.key()).entry() == null;
      values.put(isSize ? name + ".size()" : name, found(isSize ? null : key, name, reading));
    }
    return values;
  }

  private static Found found(
      SchemaRecord.@Nullable Key key, String name, WaitInfo.Reading reading) {
    Bytes at = reading.key();
    Bytes value = reading.value();
    if (value == null && reading.size() > 0) {
      return new Found(name, at, "", "(" + reading.size() + " bytes)", null, 0, null);
    } else if (value == null && key != null && !key.isMap()) {
      return Found.of(name, at, key, null);
    }
    String type = key == null ? "" : key.type();
    return new Found(name, at, type, "@Nullable", value, 0, null);
  }

  private static String text(Map<String, Found> values) {
    return values.entrySet().stream()
        .map(value -> value.getKey() + " = " + value.getValue().text())
        .collect(Collectors.joining(", "));
  }

  static Map<String, Object> json(Schemas schemas, WaitInfo wait) {
    Map<String, Object> object = Values.object();
    object.put("process", wait.process());
    object.put("waitsFor", wait.label());
    Map<String, Object> values = Values.object();
    values(schemas, wait)
        .forEach((name, found) -> Values.json(values, name, found.type(), found.value()));
    object.put("values", values);
    object.put("since", Instant.ofEpochMilli(wait.sinceMillis()));
    return object;
  }
}

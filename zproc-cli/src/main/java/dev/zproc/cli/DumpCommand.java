package dev.zproc.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code zproc dump}. */
@Command(
    name = "dump",
    description = {
      "Prints all that zproc can see of a context, for a bug report, as JSON.",
      "",
      "Versions, the context, its server, its processes, who waits for what, the keys of the state"
          + " with types and sizes. No secret, no command line and no environment; values only with"
          + " --values. What a wait waits for is in the words of its author, which may have values"
          + " of arguments in them: look it through before you send it.",
      "Where the server does not answer the rest is printed, and why; it ends with 4 then."
    })
final class DumpCommand implements Callable<Integer> {

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();

  @Option(names = "--values", description = "Adds the values of keys.")
  private boolean values;

  private final List<String> problems = new ArrayList<>();

  @Override
  public Integer call() {
    Target target = where.target();
    Map<String, Object> dump = Values.object();
    dump.put("zproc", new Zproc.Version().getVersion()[0]);
    dump.put("java", Runtime.version().toString());
    dump.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    dump.put("processors", Runtime.getRuntime().availableProcessors());
    dump.put("taken", Instant.now());
    dump.put("context", target.told() == null ? null : PsCommand.json(target.id(), target.told()));
    if (target.pid() > 0) {
      dump.put(
          "processes", Processes.from(target.pid()).stream().map(Processes.One::json).toList());
    }
    int code = ExitCode.OK;
    try (Connection connection = where.look()) {
      asked(dump, connection);
    } catch (Failure failure) {
      problems.add(failure.getMessage());
      code = failure.exitCode();
    }
    dump.put("problems", problems);
    printing.out().println(printing.isJson() ? Json.of(dump) : Json.pretty(dump));
    return code;
  }

  private void asked(Map<String, Object> dump, Connection connection) {
    Schemas schemas = new Schemas(connection);
    part(
        dump,
        "server",
        () -> {
          long start = System.nanoTime();
          var info = connection.get(connection.session.ping());
          return PingCommand.json(info, Duration.ofNanos(System.nanoTime() - start));
        });
    part(
        dump,
        "waits",
        () ->
            WaitsCommand.of(connection).stream()
                .map(wait -> without(values ? "" : "values", WaitsCommand.json(schemas, wait)))
                .toList());
    part(dump, "keys", () -> keys(new StateReader(connection).all()));
  }

  private void part(Map<String, Object> dump, String name, Supplier<Object> what) {
    try {
      dump.put(name, what.get());
    } catch (Failure failure) {
      problems.add(name + ": " + failure.getMessage());
      if (failure.exitCode() == ExitCode.NO_ANSWER) {
        throw failure;
      }
    }
  }

  private static Map<String, Object> without(String name, Map<String, Object> object) {
    object.remove(name);
    return object;
  }

  /** The key of an entry is data of the program, too, whatever is in it. */
  static String withoutEntry(String key) {
    int bracket = key.indexOf('[');
    return bracket < 0 ? key : key.substring(0, bracket) + "[...]";
  }

  private Object keys(List<Found> all) {
    return values
        ? all.stream().map(Found::json).toList()
        : List.copyOf(
            all.stream()
                .collect(
                    Collectors.toMap(
                        found -> withoutEntry(found.key()),
                        DumpCommand::key,
                        DumpCommand::together,
                        LinkedHashMap::new))
                .values());
  }

  private static Map<String, Object> key(Found found) {
    Map<String, Object> object = new LinkedHashMap<>();
    String key = withoutEntry(found.key());
    object.put("key", key);
    object.put("type", found.shape());
    if (!key.equals(found.key())) {
      object.put("entries", 1L);
    }
    object.put("bytes", found.value() == null ? 0L : (long) found.value().size());
    object.put("revision", found.revision());
    return object;
  }

  /** Entries of one map, which are not told apart: all of their bytes, and the newest revision. */
  private static Map<String, Object> together(Map<String, Object> one, Map<String, Object> other) {
    one.merge("entries", 1L, (a, b) -> (Long) a + (Long) b);
    one.merge("bytes", other.getOrDefault("bytes", 0L), (a, b) -> (Long) a + (Long) b);
    one.merge(
        "revision", other.getOrDefault("revision", 0L), (a, b) -> Math.max((Long) a, (Long) b));
    return one;
  }
}

package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Commit;
import dev.zproc.runtime.internal.engine.CommitResult;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.Operation;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zproc state set}. */
@Command(
    name = "set",
    description = {
      "Writes one value, at once and as one change, of which whoever waits is told.",
      "",
      "The context must have been opened for control: ZProc.open(o -> o.control()). The value is"
          + " checked against the type of the key: a number, a text, a character, true or false, a"
          + " constant of an enum. Other types are for programs."
    })
final class StateSet implements Callable<Integer> {

  @Spec private CommandSpec command;

  @Mixin private Where where = new Where();
  @Mixin private Printing printing = new Printing();

  @Option(
      names = "--unset",
      description = "Takes the value away: the key reads as at the beginning, an entry is gone.")
  private boolean unset;

  @Parameters(
      index = "0",
      paramLabel = "KEY",
      description = "bakery.cookies, or bakery.orders[17].")
  private String key = "";

  @Parameters(index = "1", arity = "0..1", paramLabel = "VALUE", description = "What to write.")
  private @Nullable String value;

  @Override
  public Integer call() {
    if (unset == (value != null)) {
      throw new ParameterException(
          command.commandLine(),
          unset ? "--unset takes no value" : "the value is missing: zproc state set KEY VALUE");
    }
    try (Connection connection = where.control()) {
      Schemas.Wanted wanted = new Schemas(connection).wanted(key);
      if (!wanted.isSingle()) {
        throw new Failure(
            ExitCode.BAD_KEY,
            key + " is not one key; name one: NAMESPACE.KEY, or NAMESPACE.MAP[ENTRY]");
      }
      SchemaRecord.Key found = Objects.requireNonNull(wanted.key());
      Bytes bytes = value == null ? null : Values.value(wanted.shown(), found, value);
      CommitResult result = connection.get(connection.session.commit(commit(wanted, bytes)));
      Entry before = result.results().get(0).previous();
      print(
          found.type(),
          wanted.shown(),
          before == null ? null : before.value(),
          bytes,
          result.revision());
    }
    return ExitCode.OK;
  }

  private static Commit commit(Schemas.Wanted wanted, @Nullable Bytes value) {
    Bytes key = wanted.bytes();
    List<Operation> operations = new ArrayList<>();
    operations.add(value == null ? new Operation.Delete(key) : new Operation.Put(key, value));
    if (wanted.entry() != null) {
      String name = Objects.requireNonNull(wanted.key()).name();
      operations.add(
          new Operation.Tally(
              Keys.key(wanted.namespace(), name), Keys.entries(wanted.namespace(), name)));
    }
    return new Commit(List.of(), operations, Commit.Results.PREVIOUS);
  }

  private void print(
      String type, String shown, @Nullable Bytes before, @Nullable Bytes after, long revision) {
    if (printing.isJson()) {
      Map<String, Object> object = Values.object();
      object.put("key", shown);
      Values.json(object, "before", type, before);
      Values.json(object, "value", type, after);
      object.put("revision", revision);
      printing.json(object);
    } else {
      printing
          .out()
          .println(
              Words.printable(
                      shown + ": " + Values.text(type, before) + " -> " + Values.text(type, after))
                  + " (revision "
                  + revision
                  + ")");
    }
  }
}

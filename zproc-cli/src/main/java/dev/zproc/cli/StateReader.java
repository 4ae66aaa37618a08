package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.engine.Scalar;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads keys, all as of one revision. */
final class StateReader {

  /** How many entries of maps are read at once where the state is large. */
  private static final int MAX_ENTRIES = 50_000;

  private final Connection connection;
  private final Schemas schemas;
  private long revision;

  StateReader(Connection connection) {
    this.connection = connection;
    this.schemas = new Schemas(connection);
  }

  /** At which revision all was read. */
  long revision() {
    return revision;
  }

  /** All keys that some accessor has opened. */
  List<Found> all() {
    RangeResult whole =
        Whole.read(connection)
            .orElseThrow(
                () ->
                    new Failure(
                        ExitCode.USAGE,
                        "the state is too large to be read at once beside the program's own work;"
                            + " name a namespace or keys: zproc state get bakery.cookies"));
    Map<Bytes, Entry> entries = entries(whole);
    List<Found> found = new ArrayList<>();
    for (Entry entry : entries.values()) {
      String namespace = schemas.learn(entry);
      if (namespace != null) {
        found.addAll(namespace(namespace, entries));
      }
    }
    return found;
  }

  Schemas schemas() {
    return schemas;
  }

  /**
   * What somebody asks for.
   *
   * @throws Failure also if it has more entries than are read from a large state
   */
  List<Found> get(Schemas.Wanted wanted) {
    if (!wanted.isSingle() && Whole.isTooLarge(connection)) {
      checkEntries(wanted);
    }
    Map<Bytes, Entry> entries = read(wanted.range());
    SchemaRecord.Key key = wanted.key();
    if (key == null) {
      return namespace(wanted.namespace(), entries);
    } else if (!wanted.isSingle()) {
      return entries.values().stream()
          .map(each -> Found.entry(Name.of(each.key()), key, each))
          .toList();
    }
    Entry entry = entries.get(wanted.bytes());
    if (entry == null && wanted.entry() != null) {
      throw new Failure(ExitCode.BAD_KEY, "there is no entry " + wanted.shown());
    }
    return List.of(
        wanted.entry() == null
            ? Found.of(wanted.shown(), wanted.bytes(), key, entry)
            : Found.entry(wanted.shown(), key, Objects.requireNonNull(entry)));
  }

  /** Counts before it reads: the number of a map's entries is a key of its own. */
  private void checkEntries(Schemas.Wanted wanted) {
    SchemaRecord schema = Objects.requireNonNull(schemas.of(wanted.namespace()));
    SchemaRecord.Key only = wanted.key();
    long entries = 0;
    String largest = "";
    long most = 0;
    for (String name : only == null ? schema.names() : List.of(only.name())) {
      if (Objects.requireNonNull(schema.key(name)).isMap()) {
        long size = size(Keys.key(wanted.namespace(), name));
        entries += size;
        largest = size > most ? ClassNames.dotted(wanted.namespace()) + "." + name : largest;
        most = Math.max(most, size);
      }
    }
    if (entries > MAX_ENTRIES) {
      throw new Failure(
          ExitCode.BAD_KEY,
          wanted.typed()
              + " has "
              + entries
              + " entries, of a state that is too large to be read at once beside the program's own"
              + " work; name one: "
              + largest
              + "[KEY]");
    }
  }

  private long size(Bytes map) {
    Entry entry = connection.get(connection.session.read(map)).entry();
    return entry != null && Scalar.isNumber(entry.value())
        ? Scalar.number(entry.value()).longValue()
        : 0;
  }

  private List<Found> namespace(String namespace, Map<Bytes, Entry> entries) {
    SchemaRecord schema = Objects.requireNonNull(schemas.of(namespace));
    List<Found> found = new ArrayList<>();
    for (String name : schema.names()) {
      SchemaRecord.Key key = Objects.requireNonNull(schema.key(name));
      if (key.isMap()) {
        KeyRange range = Keys.entries(namespace, name);
        entries.values().stream()
            .filter(entry -> range.contains(entry.key()))
            .map(entry -> Found.entry(Name.of(entry.key()), key, entry))
            .forEach(found::add);
      } else {
        Bytes at = Keys.key(namespace, name);
        found.add(Found.of(namespace + "." + name, at, key, entries.get(at)));
      }
    }
    return found;
  }

  private Map<Bytes, Entry> read(KeyRange range) {
    return entries(connection.get(connection.session.range(range, revision)));
  }

  private Map<Bytes, Entry> entries(RangeResult result) {
    revision = result.revision();
    Map<Bytes, Entry> entries = new LinkedHashMap<>();
    result.entries().forEach(entry -> entries.put(entry.key(), entry));
    return entries;
  }
}

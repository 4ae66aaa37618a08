package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.Entry;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.engine.RangeResult;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Reads keys, all as of one revision. */
final class StateReader {

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

  /** What somebody asks for. */
  List<Found> get(Schemas.Wanted wanted) {
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

package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyName;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Changes of the state, as a watch has them, for people and for programs. */
final class Changes {

  private final Schemas schemas;
  private final ProgramValues program;

  Changes(Schemas schemas, ProgramValues program) {
    this.schemas = schemas;
    this.program = program;
  }

  /** The keys that somebody has named, or all of the program's; with the schemas of such. */
  KeySelection selection(List<Schemas.Wanted> wanted) {
    return wanted.isEmpty()
        ? Keys.ofPrograms()
        : new KeySelection(
            wanted.stream()
                .flatMap(each -> Stream.of(each.range(), each.schema()))
                .distinct()
                .toList(),
            List.of());
  }

  /**
   * The changes of one commit, without those of the sizes of maps, and of schemas, which are
   * heeded: what comes is read as they say.
   */
  List<KeyChange> of(CommitEvent event) {
    event.changes().forEach(change -> schemas.learn(change.key(), change.value()));
    return event.changes().stream().filter(this::isShown).toList();
  }

  private boolean isShown(KeyChange change) {
    KeyName name = KeyName.of(change.key());
    if (name.key() == null || name.isSchema()) {
      return false;
    }
    SchemaRecord.Key known = schemas.keyOf(change.key());
    return name.entry() != null || known == null || !known.isMap();
  }

  String text(CommitEvent event, KeyChange change) {
    String type = schemas.typeOf(change.key());
    String before = told(type, change, change.previous(), event.revision() - 1);
    String after = told(type, change, change.value(), event.revision());
    return Words.printable(
        Name.of(change.key())
            + ": "
            + (before == null ? Values.text(type, change.previous()) : before)
            + " -> "
            + (after == null ? Values.text(type, change.value()) : after));
  }

  /** What the program says of a value that only it can read; null if that is nothing. */
  private @Nullable String told(
      String type, KeyChange change, @Nullable Bytes value, long revision) {
    return value != null && Values.read(type, value) instanceof Values.Opaque
        ? program.of(List.of(change.key()), revision).get(change.key())
        : null;
  }

  Map<String, Object> json(CommitEvent event, KeyChange change) {
    String type = schemas.typeOf(change.key());
    Map<String, Object> object = Values.object();
    object.put("revision", event.revision());
    object.put("key", Name.of(change.key()));
    json(object, "before", type, change, change.previous(), event.revision() - 1);
    json(object, "value", type, change, change.value(), event.revision());
    return object;
  }

  private void json(
      Map<String, Object> into,
      String name,
      String type,
      KeyChange change,
      @Nullable Bytes value,
      long revision) {
    Values.json(into, name, type, value);
    String told = told(type, change, value, revision);
    if (told != null) {
      into.put(name + "Text", told);
    }
  }
}

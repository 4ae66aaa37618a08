package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyName;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Changes of the state, as a watch has them, for people and for programs. */
final class Changes {

  private final Schemas schemas;

  Changes(Schemas schemas) {
    this.schemas = schemas;
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

  String text(KeyChange change) {
    String type = schemas.typeOf(change.key());
    return Words.printable(
        Name.of(change.key())
            + ": "
            + Values.text(type, change.previous())
            + " -> "
            + Values.text(type, change.value()));
  }

  Map<String, Object> json(CommitEvent event, KeyChange change) {
    String type = schemas.typeOf(change.key());
    Map<String, Object> object = Values.object();
    object.put("revision", event.revision());
    object.put("key", Name.of(change.key()));
    Values.json(object, "before", type, change.previous());
    Values.json(object, "value", type, change.value());
    return object;
  }
}

package dev.zproc.cli;

import dev.zproc.runtime.internal.engine.Bytes;
import dev.zproc.runtime.internal.engine.CommitEvent;
import dev.zproc.runtime.internal.engine.KeyChange;
import dev.zproc.runtime.internal.engine.KeyRange;
import dev.zproc.runtime.internal.engine.KeySelection;
import dev.zproc.runtime.internal.engine.Keys;
import dev.zproc.runtime.internal.schema.SchemaRecord;
import java.util.List;
import java.util.Map;

/** Changes of the state, as a watch has them, for people and for programs. */
final class Changes {

  /** What zproc keeps for itself; none of it is typed. */
  private static final List<KeyRange> OWN =
      List.of(Keys.sessions(), Keys.tasks(""), Keys.background());

  private final Schemas schemas;

  Changes(Schemas schemas) {
    this.schemas = schemas;
  }

  /** The keys that somebody has named, or all of the program's. */
  KeySelection selection(List<Schemas.Wanted> wanted) {
    return wanted.isEmpty()
        ? new KeySelection(List.of(new KeyRange(Bytes.EMPTY, null)), OWN)
        : new KeySelection(wanted.stream().map(Schemas.Wanted::range).toList(), List.of());
  }

  /** The changes of one commit, without those of schemas and of the sizes of maps. */
  List<KeyChange> of(CommitEvent event) {
    return event.changes().stream().filter(change -> isShown(Name.of(change.key()))).toList();
  }

  private boolean isShown(Name name) {
    String key = name.key();
    if (key == null || key.isEmpty()) {
      return false;
    } else if (name.entry() != null) {
      return true;
    }
    SchemaRecord schema = schemas.of(name.namespace());
    SchemaRecord.Key known = schema == null ? null : schema.key(key);
    return known == null || !known.isMap();
  }

  static String text(KeyChange change) {
    return Words.printable(
        Name.of(change.key())
            + ": "
            + Values.text(change.previous())
            + " -> "
            + Values.text(change.value()));
  }

  static Map<String, Object> json(CommitEvent event, KeyChange change) {
    Map<String, Object> object = Values.object();
    object.put("revision", event.revision());
    object.put("key", Name.of(change.key()).toString());
    Values.json(object, "before", change.previous());
    Values.json(object, "value", change.value());
    return object;
  }
}

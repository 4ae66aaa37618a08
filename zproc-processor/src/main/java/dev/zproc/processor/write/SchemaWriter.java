package dev.zproc.processor.write;

import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.StateModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the schema of a state.
 *
 * <p>Threads: not safe.
 */
final class SchemaWriter {

  private final StateModel state;
  private final JavaFile file;
  private final TypeTable table;
  private final String type;

  SchemaWriter(StateModel state, JavaFile file, TypeTable table, String type) {
    this.state = state;
    this.file = file;
    this.table = table;
    this.type = type;
  }

  void write() {
    file.member()
        .open(
            "private static final class Schema extends " + file.generic(Known.STATE_SCHEMA, type));
    List<Code> arguments = new ArrayList<>();
    arguments.add(Code.text(type + ".class"));
    arguments.add(Code.text(JavaFile.literal(state.namespace())));
    for (KeyModel key : state.keys()) {
      arguments.add(key(key));
    }
    file.member().open("Schema()").line("", Code.call("super", arguments), ";").close();
    file.member()
        .override()
        .method(
            "public " + type + " snapshot(" + file.name(Known.STATE_VIEW) + " view)",
            "return new Snapshot(view);");
    file.close();
  }

  private Code key(KeyModel key) {
    String factory = key.kind().name().toLowerCase(Locale.ROOT);
    String name = JavaFile.literal(key.name());
    String value = table.valueType(key.value(), file);
    return key.entryKey() == null
        ? Code.call(factory, name, value)
        : Code.call(factory, name, table.valueType(key.entryKey(), file), value);
  }
}

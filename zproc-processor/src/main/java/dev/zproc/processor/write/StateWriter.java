package dev.zproc.processor.write;

import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.StateModel;
import dev.zproc.processor.type.JavaType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Writes the accessor of a state.
 *
 * <p>Threads: not safe.
 */
public final class StateWriter {

  private final StateModel state;
  private final TypeTable table;
  private final JavaFile file;
  private final Cells cells;
  private final String type;

  private StateWriter(StateModel state) {
    this.state = state;
    this.table =
        new TypeTable(
            state.closure(), JavaType.Declared.of(state.origin().packageName(), state.accessor()));
    this.file = new JavaFile(state.origin(), state.accessor(), nested(state, table));
    this.cells = new Cells(file);
    this.type = file.name(state.type());
  }

  /** Writes the accessor, or its stub if the state is broken. */
  public static Source write(StateModel state) {
    return state.broken() ? StubWriter.accessor(state) : new StateWriter(state).accessor();
  }

  private static Collection<String> nested(StateModel state, TypeTable table) {
    List<String> names = new ArrayList<>(List.of("Draft", "Schema", "Snapshot"));
    names.addAll(table.classes());
    names.addAll(state.nestedTypes());
    return names;
  }

  private Source accessor() {
    String name = state.accessor();
    file.doc("Shared state declared by {@link " + type + "}.");
    file.topLevel(file.generic(Known.ACCESSOR, type, name + ".Draft", name));
    file.member()
        .doc("For generated code: the keys of {@link " + type + "}.")
        .line(
            "public static final "
                + file.generic(Known.STATE_SCHEMA, type)
                + " SCHEMA = new Schema();");
    String space = file.generic(Known.STATE_SPACE, type) + " space";
    file.member().method("private " + name + "(" + space + ")", "super(space);");
    of(name);
    for (int i = 0; i < state.keys().size(); i++) {
      cell(state.keys().get(i), i);
    }
    file.member()
        .override()
        .method(
            "protected " + name + " newAccessor(" + space + ")", "return new " + name + "(space);");
    file.member()
        .override()
        .method(
            "protected Draft draft(" + file.name(Known.DRAFT_VIEW) + " view)",
            "return new Draft(view);");
    ViewWriter views = new ViewWriter(state, file, cells, type);
    views.draft();
    new SchemaWriter(state, file, table, type).write();
    views.snapshot();
    new TypesWriter(table, file).write();
    return file.close().source();
  }

  private void of(String name) {
    String parameter = file.name(Known.ZPROC) + " zproc";
    file.member()
        .doc("The state in the namespace {@link " + type + "} names.")
        .method(
            "public static " + name + " of(" + parameter + ")",
            "return new " + name + "(zproc.open(SCHEMA));");
    file.member()
        .doc("The same keys in another namespace.")
        .method(
            "public static "
                + name
                + " of("
                + parameter
                + ", "
                + file.name(Known.STRING)
                + " namespace)",
            "return new " + name + "(zproc.open(SCHEMA, namespace));");
  }

  private void cell(KeyModel key, int index) {
    file.member()
        .doc("The key {@link " + type + "#" + key.name() + "}.")
        .method(
            "public " + cells.type(key) + " " + key.name() + "()",
            "return space()." + Cells.factory(key) + "(" + index + ");");
  }
}

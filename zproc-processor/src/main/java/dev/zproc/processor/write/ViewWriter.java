package dev.zproc.processor.write;

import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.StateModel;

/**
 * Writes the implementations of a state's interface over a view: snapshot, and draft on top of it.
 *
 * <p>Threads: not safe.
 */
final class ViewWriter {

  private final StateModel state;
  private final JavaFile file;
  private final Cells cells;
  private final String type;

  ViewWriter(StateModel state, JavaFile file, Cells cells, String type) {
    this.state = state;
    this.file = file;
    this.cells = cells;
    this.type = type;
  }

  void draft() {
    file.member()
        .doc("Many keys in one transaction; reads see what it has written.")
        .open("public static final class Draft extends Snapshot");
    file.member().method("private Draft(" + file.name(Known.DRAFT_VIEW) + " view)", "super(view);");
    for (int i = 0; i < state.keys().size(); i++) {
      KeyModel key = state.keys().get(i);
      if (key.kind() != KeyModel.Kind.MAP) {
        file.member()
            .doc("Sets the key {@link " + type + "#" + key.name() + "}.")
            .method(
                "public void " + key.name() + "(" + cells.value(key) + " value)",
                "set(" + i + ", value);");
      }
    }
    file.close();
  }

  /** The view is a field here, where no constant of the interface can hide it. */
  void snapshot() {
    String view = file.name(Known.STATE_VIEW) + " view";
    file.member()
        .doc("All keys at one revision.")
        .open(
            "static class Snapshot extends "
                + file.name(Known.STATE_VALUES)
                + " implements "
                + type);
    file.member().line("private final " + view + ";");
    file.member()
        .open("private Snapshot(" + view + ")")
        .line("super(" + state.accessor() + ".SCHEMA, view);")
        .line("this.view = view;")
        .close();
    for (int i = 0; i < state.keys().size(); i++) {
      KeyModel key = state.keys().get(i);
      file.member()
          .override()
          .method(
              "public " + cells.value(key) + " " + key.name() + "()",
              "return " + cells.reading(key, i) + ";");
    }
    if (state.keys().stream().anyMatch(key -> key.kind() == KeyModel.Kind.INITIAL)) {
      initial();
    }
    file.close();
  }

  /** Has two parameters, so that no setter of a draft can be taken for it. */
  private void initial() {
    file.member()
        .override()
        .open(
            "protected "
                + file.nullable(Known.OBJECT)
                + " initial("
                + file.generic(Known.STATE_SCHEMA, "?")
                + " schema, int index)")
        .open("return switch (index)");
    for (int i = 0; i < state.keys().size(); i++) {
      if (state.keys().get(i).kind() == KeyModel.Kind.INITIAL) {
        file.line("case " + i + " -> " + type + ".super." + state.keys().get(i).name() + "();");
      }
    }
    file.line("default -> super.initial(schema, index);").close("};").close();
  }
}

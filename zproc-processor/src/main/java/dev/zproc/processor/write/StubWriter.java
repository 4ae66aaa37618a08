package dev.zproc.processor.write;

import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.LauncherModel;
import dev.zproc.processor.model.Origin;
import dev.zproc.processor.model.StateModel;
import dev.zproc.processor.type.JavaType;
import java.util.List;

/**
 * Writes what stands in for a class that cannot be generated because of an error: it has the same
 * name and, as far as they are known, the same members, so that javac does not report those as
 * missing too. It compiles, and is never run, since the error fails the compilation.
 *
 * <p>Threads: not safe.
 */
public final class StubWriter {

  private static final String WHY =
      "The compiler has reported an error about what this was to be generated from.";

  private final JavaFile file;

  private StubWriter(JavaFile file) {
    this.file = file;
  }

  /** A class without members, where the runtime is missing that a stub would need. */
  public static Source empty(Origin origin, String name) {
    return new JavaFile(origin, name, List.of()).topLevel("").close().source();
  }

  static Source accessor(StateModel state) {
    return new StubWriter(new JavaFile(state.origin(), state.accessor(), List.of("Draft")))
        .write(state);
  }

  static Source main(LauncherModel launcher, ChildModel child) {
    JavaFile file = new JavaFile(launcher.origin(), child.main(), List.of());
    file.topLevel("");
    new StubWriter(file).broken("public static void main(" + file.name(Known.STRING) + "[] args)");
    return file.close().source();
  }

  static Source launcher(LauncherModel launcher) {
    JavaFile file = new JavaFile(launcher.origin(), launcher.name(), List.of());
    StubWriter stub = new StubWriter(file);
    file.topLevel("");
    stub.broken("public static void main(" + file.name(Known.STRING) + "[] args)");
    stub.broken("public static void startAll(" + file.name(Known.ZPROC) + " zproc)");
    for (ChildModel child : launcher.children()) {
      if (!child.factoryReserved()) {
        file.member().open(LauncherWriter.signature(file, child), "");
        stub.fail();
      }
    }
    return file.close().source();
  }

  private Source write(StateModel state) {
    String name = state.accessor();
    JavaType.Declared interfaceOrObject = state.nameable() ? state.type() : Known.OBJECT;
    String type = file.name(interfaceOrObject);
    String space = file.generic(Known.STATE_SPACE, type) + " space";
    String zproc = file.name(Known.ZPROC) + " zproc";
    Cells cells = new Cells(file);
    file.topLevel(file.generic(Known.ACCESSOR, type, name + ".Draft", name));
    file.member()
        .line("public static final " + file.generic(Known.STATE_SCHEMA, type) + " SCHEMA = null;");
    file.member().method("private " + name + "(" + space + ")", "super(space);");
    String of = "public static " + name + " of(" + zproc;
    broken(of + ")");
    broken(of + ", " + file.name(Known.STRING) + " namespace)");
    file.member().override();
    file.open("protected " + name + " newAccessor(" + space + ")");
    fail();
    file.member().override();
    file.open("protected Draft draft(" + file.name(Known.DRAFT_VIEW) + " view)");
    fail();
    for (KeyModel key : state.keys()) {
      broken("public " + cells.type(key) + " " + key.name() + "()");
    }
    file.member().open("public abstract static class Draft");
    for (KeyModel key : state.keys()) {
      String value = cells.value(key);
      file.member().line("public abstract " + value + " " + key.name() + "();");
      file.member().line("public abstract void " + key.name() + "(" + value + " value);");
    }
    return file.close().close().source();
  }

  /** A method with this head that fails. */
  private void broken(String head) {
    file.member().open(head);
    fail();
  }

  private void fail() {
    file.line("throw new " + file.name(Known.ILLEGAL_STATE) + "(" + JavaFile.literal(WHY) + ");")
        .close();
  }
}

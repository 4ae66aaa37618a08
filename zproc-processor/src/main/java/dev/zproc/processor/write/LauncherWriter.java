package dev.zproc.processor.write;

import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.LauncherModel;
import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.type.JavaType;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the launcher of a class with child processes, and their main classes.
 *
 * <p>Threads: not safe.
 */
public final class LauncherWriter {

  private final LauncherModel launcher;
  private final TypeTable table;
  private final JavaFile file;
  private final String owner;

  private LauncherWriter(LauncherModel launcher, TypeTable table) {
    this.launcher = launcher;
    this.table = table;
    this.file = new JavaFile(launcher.origin(), launcher.name(), table.classes());
    this.owner = file.name(launcher.owner());
  }

  /** Writes the launcher and a main class for each child, or stubs of them if one is broken. */
  public static List<Source> write(LauncherModel launcher) {
    List<Source> sources = new ArrayList<>();
    if (launcher.broken()) {
      sources.add(StubWriter.launcher(launcher));
      for (ChildModel child : launcher.children()) {
        sources.add(StubWriter.main(launcher, child));
      }
      return sources;
    }
    TypeTable table =
        new TypeTable(
            launcher.closure(),
            JavaType.Declared.of(launcher.origin().packageName(), launcher.name()));
    sources.add(new LauncherWriter(launcher, table).write());
    for (ChildModel child : launcher.children()) {
      sources.add(new MainWriter(launcher, child, table).write());
    }
    return sources;
  }

  private Source write() {
    file.doc("Typed calls of the child processes of {@link " + owner + "}.").topLevel("");
    file.member().line("private " + launcher.name() + "() {}");
    file.member()
        .doc(
            "Opens a context, starts {@link #startAll all that take no arguments} and waits for"
                + " them.")
        .method(
            "public static void main(" + file.name(Known.STRING) + "[] args)",
            file.name(Known.BOOTSTRAP) + ".launch(" + launcher.name() + "::startAll, args);");
    startAll();
    for (ChildModel child : launcher.children()) {
      factory(child);
    }
    new TypesWriter(table, file).write();
    return file.close().source();
  }

  private void startAll() {
    List<ChildModel> startable =
        launcher.children().stream().filter(child -> child.arguments().isEmpty()).toList();
    String head = "public static void startAll(" + file.name(Known.ZPROC) + " zproc)";
    file.member();
    if (startable.isEmpty()) {
      file.doc("Starts nothing: every child process here takes arguments.").line(head + " {}");
      return;
    }
    file.doc(
            "Starts every child process that takes no arguments, in the order of their"
                + " declaration.")
        .open(head);
    for (ChildModel child : startable) {
      file.line("zproc.spawn(" + child.factory() + "());");
    }
    file.close();
  }

  private void factory(ChildModel child) {
    JavaType.Declared main = JavaType.Declared.of(launcher.origin().packageName(), child.main());
    List<ParameterModel.Argument> arguments = child.arguments();
    List<Code> call = new ArrayList<>();
    call.add(Code.text("new " + file.name(main) + "()"));
    boolean genericVarargs = child.varargs() && isGeneric(arguments.get(arguments.size() - 1));
    for (ParameterModel.Argument argument : arguments) {
      // A lone array would be taken for the whole list of arguments, and javac would warn of a
      // generic one that is passed on.
      boolean asObject = isArrayOfObjects(argument) && (arguments.size() == 1 || genericVarargs);
      String cast = asObject ? "(" + file.name(Known.OBJECT) + ") " : "";
      call.add(Code.text(cast + argument.name()));
    }
    file.member().doc("A call of {@link " + owner + "#" + child.method() + "}.");
    if (genericVarargs) {
      file.line("@" + file.name(Known.SAFE_VARARGS))
          .line("@" + file.name(Known.SUPPRESS_WARNINGS) + "(\"varargs\")");
    }
    file.open(signature(file, child), "")
        .line("return ", Code.call(file.name(Known.CALL) + ".of", call), ";")
        .close();
  }

  private static boolean isArrayOfObjects(ParameterModel.Argument argument) {
    return argument.type() instanceof JavaType.ArrayOf array
        && !(array.component() instanceof JavaType.Primitive);
  }

  private static boolean isGeneric(ParameterModel.Argument argument) {
    return !argument.type().equals(argument.type().raw());
  }

  /** The head of a factory. */
  static Code signature(JavaFile file, ChildModel child) {
    List<ParameterModel.Argument> arguments = child.arguments();
    List<Code> parameters = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      ParameterModel.Argument argument = arguments.get(i);
      String type =
          argument.nullable() ? file.nullable(argument.type()) : file.type(argument.type());
      if (child.varargs()
          && i == arguments.size() - 1
          && argument.type() instanceof JavaType.ArrayOf) {
        type = type.substring(0, type.length() - 2) + "...";
      }
      parameters.add(Code.text(type + " " + argument.name()));
    }
    String result = file.generic(Known.CALL, file.type(child.result()));
    return Code.call("public static " + result + " " + child.factory(), parameters);
  }
}

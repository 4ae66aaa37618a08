package dev.zproc.processor.write;

import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.LauncherModel;
import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.model.RestartModel;
import dev.zproc.processor.model.SpawnModel;
import dev.zproc.processor.model.StateRef;
import dev.zproc.processor.type.JavaType;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes the main class of a child process.
 *
 * <p>Threads: not safe.
 */
final class MainWriter {

  private static final SpawnModel NOTHING_SAID =
      new SpawnModel(List.of(), null, 0, 5_000, RestartModel.NOTHING_SAID);

  private final LauncherModel launcher;
  private final ChildModel child;
  private final TypeTable table;
  private final JavaFile file;
  private final String owner;
  private final String result;

  MainWriter(LauncherModel launcher, ChildModel child, TypeTable table) {
    this.launcher = launcher;
    this.child = child;
    this.table = table;
    this.file = new JavaFile(launcher.origin(), child.main(), List.of());
    this.owner = file.name(launcher.owner());
    this.result = file.type(child.result());
  }

  Source write() {
    file.doc(
        "Entry point of the child process declared by {@link "
            + owner
            + "#"
            + child.method()
            + "}.");
    JavaType.Declared entry = child.waiting() == null ? Known.CHILD_ENTRY : Known.WAITING_ENTRY;
    file.topLevel(file.generic(entry, result));
    file.member().open(child.main() + "()").line("", construction(), ";").close();
    file.member()
        .doc("Runs in the child's JVM; started by hand it says what to do instead.")
        .method(
            "public static void main(" + file.name(Known.STRING) + "[] args)",
            file.name(Known.BOOTSTRAP) + ".run(new " + child.main() + "(), args);");
    if (!NOTHING_SAID.equals(child.spawn())) {
      defaults(child.spawn());
    }
    if (child.waiting() != null) {
      new WaitWriter(child, table, file, owner).write();
    }
    run();
    return file.close().source();
  }

  private Code construction() {
    List<Code> arguments = new ArrayList<>();
    arguments.add(Code.text(JavaFile.literal(launcher.owner().className())));
    arguments.add(Code.text(JavaFile.literal(child.name())));
    if (!child.snapshots().isEmpty()) {
      List<Code> states = new ArrayList<>();
      child.snapshots().forEach(state -> states.add(Code.text(schema(state, file))));
      arguments.add(Code.call("states", states));
    }
    arguments.add(
        Code.text(
            child.resultShape() == null
                ? file.name(Known.VALUE_TYPES) + ".VOID"
                : table.valueType(child.resultShape(), file)));
    for (ParameterModel.Argument argument : child.arguments()) {
      arguments.add(Code.text(table.valueType(argument.shape(), file)));
    }
    return Code.call("super", arguments);
  }

  private void defaults(SpawnModel spawn) {
    String defaults = file.name(Known.SPAWN_DEFAULTS);
    Code construction =
        Code.call(
            "new " + defaults,
            texts(spawn.jvmArgs()),
            Code.text(spawn.heap() == null ? "null" : JavaFile.literal(spawn.heap())),
            Code.text(spawn.timeoutMillis() + "L"),
            Code.text(spawn.stopTimeoutMillis() + "L"),
            restart(spawn.restart()));
    file.member()
        .override()
        .open("public " + defaults + " defaults()")
        .line("return ", construction, ";")
        .close();
  }

  private Code restart(RestartModel restart) {
    if (restart.equals(RestartModel.NOTHING_SAID)) {
      return Code.text(file.name(Known.RESTART_SPEC) + ".NEVER");
    }
    List<Code> crashes = new ArrayList<>();
    for (String crash : restart.crashes()) {
      crashes.add(Code.text(file.name(Known.CRASH_REASON) + "." + crash));
    }
    return Code.call(
        "new " + file.name(Known.RESTART_SPEC),
        Code.text(file.name(Known.RESTART_POLICY) + "." + restart.policy()),
        texts(restart.exceptions()),
        Code.call(file.name(Known.LIST) + ".of", crashes),
        Code.text(String.valueOf(restart.max())),
        Code.text(restart.withinMillis() + "L"),
        Code.text(restart.backoffMillis() + "L"),
        Code.text(String.valueOf(restart.factor())),
        Code.text(restart.maxBackoffMillis() + "L"),
        Code.text(String.valueOf(restart.jitter())),
        Code.text(restart.resetAfterMillis() + "L"),
        Code.text(file.name(Known.GIVE_UP) + "." + restart.giveUp()));
  }

  private Code texts(List<String> texts) {
    return Code.call(file.name(Known.LIST) + ".of", JavaFile.literals(texts));
  }

  private void run() {
    List<Code> arguments = new ArrayList<>();
    int index = 0;
    for (ParameterModel parameter : child.parameters()) {
      if (parameter instanceof ParameterModel.Context) {
        arguments.add(Code.text("in.context(" + file.name(Known.ZPROC) + ".class)"));
      } else if (parameter instanceof ParameterModel.Accessor accessor) {
        String context = "in.context(" + file.name(Known.ZPROC) + ".class)";
        arguments.add(Code.text(file.name(accessor.accessor()) + ".of(" + context + ")"));
      } else if (parameter instanceof ParameterModel.Snapshot snapshot) {
        String type = file.name(snapshot.state().type());
        arguments.add(
            Code.text("in.<" + type + ">snapshot(" + schema(snapshot.state(), file) + ")"));
      } else if (parameter instanceof ParameterModel.Argument argument) {
        String type = file.type(argument.type().boxed());
        arguments.add(Code.text("in.<" + type + ">argument(" + index++ + ")"));
      }
    }
    String target = child.isStatic() ? owner : "new " + owner + "()";
    Code call = Code.call(target + "." + child.method(), arguments);
    String returned = child.returnsValue() ? result : file.nullable(child.result());
    file.member()
        .override()
        .open(
            "public "
                + returned
                + " run("
                + file.name(Known.INVOCATION)
                + " in) throws "
                + file.name(Known.THROWABLE));
    if (child.returnsValue()) {
      file.line("return ", call, ";");
    } else {
      file.line("", call, ";").line("return null;");
    }
    file.close();
  }

  /** {@code BakeryState.SCHEMA}. */
  static String schema(StateRef state, JavaFile file) {
    return file.name(state.accessor()) + ".SCHEMA";
  }
}

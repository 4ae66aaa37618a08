package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import com.squareup.javapoet.WildcardTypeName;
import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.LauncherModel;
import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.model.RestartModel;
import dev.zproc.processor.model.SpawnModel;
import dev.zproc.processor.model.StateRef;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/**
 * Writes the main class of a child process.
 *
 * <p>Threads: stateless.
 */
final class MainWriter {

  private static final SpawnModel NOTHING_SAID =
      new SpawnModel(List.of(), null, 0, 5_000, RestartModel.NOTHING_SAID);

  private final LauncherModel launcher;
  private final ChildModel child;
  private final TypeTable table;
  private final ClassName owner;
  private final TypeName result;

  MainWriter(LauncherModel launcher, ChildModel child, TypeTable table) {
    this.launcher = launcher;
    this.child = child;
    this.table = table;
    this.owner = Poet.raw(launcher.owner());
    this.result = Poet.type(child.result());
  }

  TypeSpec write() {
    ClassName name = ClassName.get(launcher.origin().packageName(), child.main());
    TypeSpec.Builder main =
        Poet.topLevel(child.main(), launcher.origin())
            .addJavadoc(
                "Entry point of the child process declared by {@link $T#$L}.\n",
                owner,
                child.method())
            .superclass(Poet.of(Known.CHILD_ENTRY, result))
            .addMethod(constructor())
            .addMethod(
                Poet.function("main")
                    .addJavadoc(
                        "Runs in the child's JVM; started by hand it says what to do instead.\n")
                    .addParameter(String[].class, "args")
                    .addStatement("$T.run(new $T(), args)", Known.BOOTSTRAP, name)
                    .build());
    if (!NOTHING_SAID.equals(child.spawn())) {
      main.addMethod(defaults(child.spawn()));
    }
    if (child.waiting() != null) {
      new WaitWriter(child, table, owner).addTo(main);
    }
    if (!child.snapshots().isEmpty()) {
      main.addMethod(snapshots());
    }
    return main.addMethod(run()).build();
  }

  private MethodSpec constructor() {
    CodeBlock.Builder arguments =
        CodeBlock.builder().add("$S,$W$S", launcher.owner().className(), child.name());
    arguments.add(",$W$L", resultType());
    for (ParameterModel.Argument argument : child.arguments()) {
      arguments.add(",$W$L", table.valueType(argument.shape()));
    }
    return MethodSpec.constructorBuilder().addStatement("super($L)", arguments.build()).build();
  }

  private CodeBlock resultType() {
    return child.resultShape() == null
        ? CodeBlock.of("$T.VOID", Known.VALUE_TYPES)
        : table.valueType(child.resultShape());
  }

  private static MethodSpec defaults(SpawnModel spawn) {
    return Poet.override("defaults", Modifier.PUBLIC)
        .returns(Known.SPAWN_DEFAULTS)
        .addStatement(
            "return new $T(\n$L,\n$L,\n$LL,\n$LL,\n$L)",
            Known.SPAWN_DEFAULTS,
            texts(spawn.jvmArgs()),
            spawn.heap() == null ? CodeBlock.of("null") : CodeBlock.of("$S", spawn.heap()),
            spawn.timeoutMillis(),
            spawn.stopTimeoutMillis(),
            restart(spawn.restart()))
        .build();
  }

  private static CodeBlock restart(RestartModel restart) {
    if (restart.equals(RestartModel.NOTHING_SAID)) {
      return CodeBlock.of("$T.NEVER", Known.RESTART_SPEC);
    }
    CodeBlock crashes =
        restart.crashes().stream()
            .map(crash -> CodeBlock.of("$T.$L", Known.CRASH_REASON, crash))
            .collect(CodeBlock.joining(", "));
    return CodeBlock.of(
        "new $T(\n$>$>$T.$L,\n$L,\n$T.of($L),\n$L,\n$LL,\n$LL,\n$L,\n$LL,\n$L,\n$LL,\n$T.$L)$<$<",
        Known.RESTART_SPEC,
        Known.RESTART_POLICY,
        restart.policy(),
        texts(restart.exceptions()),
        List.class,
        crashes,
        restart.max(),
        restart.withinMillis(),
        restart.backoffMillis(),
        restart.factor(),
        restart.maxBackoffMillis(),
        restart.jitter(),
        restart.resetAfterMillis(),
        Known.GIVE_UP,
        restart.giveUp());
  }

  private static CodeBlock texts(List<String> texts) {
    return CodeBlock.of(
        "$T.of($L)",
        List.class,
        texts.stream().map(text -> CodeBlock.of("$S", text)).collect(CodeBlock.joining(",$W")));
  }

  private MethodSpec snapshots() {
    CodeBlock schemas =
        child.snapshots().stream().map(MainWriter::schema).collect(CodeBlock.joining(",$W"));
    TypeName any = Poet.of(Known.STATE_SCHEMA, WildcardTypeName.subtypeOf(Object.class));
    return Poet.override("snapshots", Modifier.PUBLIC)
        .returns(Poet.of(ClassName.get(List.class), any))
        .addStatement("return $T.of($L)", List.class, schemas)
        .build();
  }

  private MethodSpec run() {
    List<CodeBlock> arguments = new ArrayList<>();
    int index = 0;
    for (ParameterModel parameter : child.parameters()) {
      if (parameter instanceof ParameterModel.Context) {
        arguments.add(CodeBlock.of("in.context($T.class)", Known.ZPROC));
      } else if (parameter instanceof ParameterModel.Accessor accessor) {
        ClassName type = Poet.raw(accessor.accessor());
        arguments.add(CodeBlock.of("$T.of(in.context($T.class))", type, Known.ZPROC));
      } else if (parameter instanceof ParameterModel.Snapshot snapshot) {
        arguments.add(CodeBlock.of("in.snapshot($L)", schema(snapshot.state())));
      } else if (parameter instanceof ParameterModel.Argument argument) {
        TypeName type = Poet.type(argument.type().boxed());
        arguments.add(CodeBlock.of("in.<$T>argument($L)", type, index++));
      }
    }
    String separator = arguments.size() > 1 ? ",\n" : "";
    CodeBlock list = CodeBlock.join(arguments, separator);
    CodeBlock call =
        CodeBlock.of(
            child.isStatic() ? "$T.$L($L$L)" : "new $T().$L($L$L)",
            owner,
            child.method(),
            arguments.size() > 1 ? "\n" : "",
            list);
    MethodSpec.Builder run =
        Poet.override("run", Modifier.PUBLIC)
            .returns(child.returnsValue() ? result : Poet.nullable(result))
            .addParameter(Known.INVOCATION, "in")
            .addException(Throwable.class);
    return (child.returnsValue()
            ? run.addStatement("return $L", call)
            : run.addStatement(call).addStatement("return null"))
        .build();
  }

  /** {@code BakeryState.SCHEMA}. */
  static CodeBlock schema(StateRef state) {
    return CodeBlock.of("$T.SCHEMA", Poet.raw(state.accessor()));
  }
}

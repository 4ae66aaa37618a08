package dev.zproc.processor.write;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.LauncherModel;
import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.model.RestartModel;
import dev.zproc.processor.model.SetupModel;
import dev.zproc.processor.model.SpawnModel;
import dev.zproc.processor.model.StateRef;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;

/** Writes the main class of a child process. */
final class MainWriter {

  private static final SpawnModel NOTHING_SAID =
      new SpawnModel(List.of(), null, 0, 0, 5_000, RestartModel.NOTHING_SAID);

  /** The one object of a main class, which all calls share. */
  static final String ENTRY = "ENTRY";

  private static final CodeBlock ABOUT_MAIN =
      CodeBlock.of("Runs in the child's JVM; started by hand it says what to do instead.");

  private static final TypeNames NAMES = TypeNames.PLAIN;

  private MainWriter() {}

  static TypeSpec write(LauncherModel launcher, ChildModel child, TypeTable table) {
    ClassName name = Poet.name(launcher.origin(), child.main());
    ClassName owner = NAMES.raw(launcher.owner());
    ClassName entry = child.waiting() == null ? Known.CHILD_ENTRY : Known.WAITING_ENTRY;
    TypeSpec.Builder main =
        Poet.topLevel(name, launcher.origin())
            .addJavadoc(
                "Entry point of the child process declared by {@link $T#$L}.",
                owner,
                child.method())
            .superclass(Poet.generic(entry, NAMES.of(child.result())))
            .addField(
                FieldSpec.builder(name, ENTRY, Modifier.STATIC, Modifier.FINAL)
                    .initializer("new $T()", name)
                    .build())
            .addMethod(constructor(launcher, child, table))
            .addMethod(
                Poet.main()
                    .addJavadoc(ABOUT_MAIN)
                    .addStatement("$T.run($L, args)", Known.BOOTSTRAP, ENTRY)
                    .build());
    if (!NOTHING_SAID.equals(child.spawn())) {
      main.addMethod(defaults(child.spawn()));
    }
    if (child.waiting() != null) {
      new WaitWriter(child, table, owner).addTo(main);
    }
    if (!child.setups().isEmpty()) {
      main.addMethod(setups(child)).addMethod(setUp(child, owner));
    }
    return main.addMethod(run(child, owner)).build();
  }

  private static MethodSpec constructor(LauncherModel launcher, ChildModel child, TypeTable table) {
    List<Snippet> arguments = new ArrayList<>();
    arguments.add(Snippet.literal(launcher.owner().className()));
    arguments.add(Snippet.literal(child.name()));
    if (!child.snapshots().isEmpty()) {
      List<Snippet> states = child.snapshots().stream().map(MainWriter::schema).toList();
      arguments.add(Snippet.text("states").call(states));
    }
    arguments.add(
        child.resultShape() == null
            ? Snippet.of("$T.VOID", Known.VALUE_TYPES)
            : table.valueType(child.resultShape()));
    for (ParameterModel.Argument argument : child.arguments()) {
      arguments.add(table.valueType(argument.shape()));
    }
    Snippet call = Snippet.text("super").call(arguments);
    return Poet.statement(MethodSpec.constructorBuilder(), call).build();
  }

  private static MethodSpec defaults(SpawnModel spawn) {
    return Poet.returning(
        Poet.override("defaults", Modifier.PUBLIC).returns(Known.SPAWN_DEFAULTS),
        Snippet.of("new $T", Known.SPAWN_DEFAULTS)
            .call(
                texts(spawn.jvmArgs()),
                spawn.heap() == null ? Snippet.text("null") : Snippet.literal(spawn.heap()),
                Snippet.text(spawn.timeoutMillis() + "L"),
                Snippet.text(spawn.startTimeoutMillis() + "L"),
                Snippet.text(spawn.stopTimeoutMillis() + "L"),
                restart(spawn.restart())));
  }

  private static Snippet restart(RestartModel restart) {
    if (restart.equals(RestartModel.NOTHING_SAID)) {
      return Snippet.of("$T.NEVER", Known.RESTART_SPEC);
    }
    List<Snippet> crashes =
        restart.crashes().stream()
            .map(crash -> Snippet.of("$T." + crash, Known.CRASH_REASON))
            .toList();
    return Snippet.of("new $T", Known.RESTART_SPEC)
        .call(
            Snippet.of("$T." + restart.policy(), Known.RESTART_POLICY),
            texts(restart.exceptions()),
            Snippet.of("$T.of", Known.LIST).call(crashes),
            Snippet.text(String.valueOf(restart.max())),
            Snippet.text(restart.withinMillis() + "L"),
            Snippet.text(restart.backoffMillis() + "L"),
            Snippet.text(String.valueOf(restart.factor())),
            Snippet.text(restart.maxBackoffMillis() + "L"),
            Snippet.text(String.valueOf(restart.jitter())),
            Snippet.text(restart.resetAfterMillis() + "L"),
            Snippet.of("$T." + restart.giveUp(), Known.GIVE_UP));
  }

  private static Snippet texts(List<String> texts) {
    return Snippet.of("$T.of", Known.LIST).call(texts.stream().map(Snippet::literal).toList());
  }

  private static MethodSpec setups(ChildModel child) {
    return Poet.returning(
        Poet.override("setups", Modifier.PUBLIC).returns(Poet.generic(Known.LIST, Known.STRING)),
        texts(child.setups().stream().map(SetupModel::method).toList()));
  }

  private static MethodSpec setUp(ChildModel child, ClassName owner) {
    MethodSpec.Builder setUp =
        Poet.override("setUp", Modifier.PUBLIC)
            .returns(Known.OBJECT)
            .addParameter(TypeName.INT, "index")
            .addParameter(Known.CONTEXT_SOURCE, "in")
            .addException(Known.THROWABLE);
    int last = child.setups().size() - 1;
    for (int i = 0; i < last; i++) {
      Snippet call = call(child.setups().get(i), owner);
      setUp
          .beginControlFlow("if (index == " + i + ")")
          .addStatement("return " + call.format(), call.arguments())
          .endControlFlow();
    }
    return Poet.returning(setUp, call(child.setups().get(last), owner));
  }

  private static Snippet call(SetupModel setup, ClassName owner) {
    return Snippet.of("$T", owner)
        .then("." + setup.method())
        .call(setup.parameters().stream().map(MainWriter::injected).toList());
  }

  private static MethodSpec run(ChildModel child, ClassName owner) {
    List<Snippet> arguments = new ArrayList<>();
    int index = 0;
    for (ParameterModel parameter : child.parameters()) {
      if (parameter instanceof ParameterModel.Snapshot snapshot) {
        Snippet reading = Snippet.of("in.<$T>snapshot", NAMES.raw(snapshot.state().type()));
        arguments.add(reading.call(schema(snapshot.state())));
      } else if (parameter instanceof ParameterModel.Kept kept) {
        TypeName type = NAMES.of(kept.type().boxed());
        arguments.add(Snippet.of("in.<$T>setup(" + kept.setup() + ")", type));
      } else if (parameter instanceof ParameterModel.Argument argument) {
        TypeName type = NAMES.of(argument.type().boxed());
        arguments.add(Snippet.of("in.<$T>argument(" + index++ + ")", type));
      } else {
        arguments.add(injected(parameter));
      }
    }
    TypeName result =
        child.returnsValue() ? NAMES.of(child.result()) : NAMES.nullable(child.result());
    MethodSpec.Builder run =
        Poet.override("run", Modifier.PUBLIC)
            .returns(result)
            .addParameter(Known.INVOCATION, "in")
            .addException(Known.THROWABLE);
    Snippet call =
        Snippet.of(child.isStatic() ? "$T" : "new $T()", owner)
            .then("." + child.method())
            .call(arguments);
    return child.returnsValue()
        ? Poet.returning(run, call)
        : Poet.statement(run, call).addStatement("return null").build();
  }

  /** What is a part of the process: its context, or an accessor. */
  private static Snippet injected(ParameterModel parameter) {
    return parameter instanceof ParameterModel.Accessor accessor
        ? Snippet.of("$T.of(in.context($T.class))", NAMES.raw(accessor.accessor()), Known.ZPROC)
        : Snippet.of("in.context($T.class)", Known.ZPROC);
  }

  /** {@code BakeryState.SCHEMA}. */
  static Snippet schema(StateRef state) {
    return Snippet.of("$T.SCHEMA", NAMES.raw(state.accessor()));
  }
}

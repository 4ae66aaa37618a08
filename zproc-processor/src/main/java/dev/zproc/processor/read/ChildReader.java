package dev.zproc.processor.read;

import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.model.SpawnModel;
import dev.zproc.processor.model.WaitModel;
import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.ShapeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Reads one {@code @ChildProcess} method.
 *
 * <p>Threads: not safe; used by the compiler's thread, for one method.
 */
final class ChildReader {

  private final Tools tools;
  private final States states;
  private final TypeElement owner;
  private final JavaType.Declared ownerType;
  private final ShapeReader shapes;
  private final ExecutableElement method;
  private final Place place;

  ChildReader(
      Tools tools,
      TypeElement owner,
      JavaType.Declared ownerType,
      ShapeReader shapes,
      ExecutableElement method,
      Place place) {
    this.tools = tools;
    this.states = tools.states();
    this.owner = owner;
    this.ownerType = ownerType;
    this.shapes = shapes;
    this.method = method;
    this.place = place;
  }

  ChildModel read() {
    AnnotationUse annotation =
        AnnotationUse.find(method, KnownNames.CHILD_PROCESS, tools.elements()).orElseThrow();
    String process = process(annotation);
    String main = Names.main(ownerType, process);
    MethodChecks.check(method, owner, place);
    boolean callable = !place.hasErrors();
    Typed result = callable ? result() : new Typed(Typed.OBJECT, null);
    Setups setups = new SetupReader(tools, owner, method, annotation, place).read();
    List<ParameterModel> parameters = parameters(callable, setups);
    String factory = Names.factory(process);
    boolean reserved = isReserved(factory, parameters, annotation);
    SpawnModel spawn = new SpawnReader(method, annotation, place, tools).read();
    AnnotationUse.find(method, KnownNames.WAIT_FOR_SEVERAL, tools.elements())
        .ifPresent(this::refuseSeveral);
    Optional<WaitModel> wait =
        AnnotationUse.find(method, KnownNames.WAIT_FOR, tools.elements())
            .flatMap(
                use -> new WaitReader(tools, owner, method, use, setups, shapes, place).read());
    return new ChildModel(
        method.getSimpleName().toString(),
        process,
        main,
        factory,
        reserved,
        method.getModifiers().contains(Modifier.STATIC),
        result.java().boxed(),
        result.shape(),
        method.getReturnType().getKind() != TypeKind.VOID,
        parameters,
        method.isVarArgs()
            && parameters.get(parameters.size() - 1) instanceof ParameterModel.Argument,
        setups.models(),
        spawn,
        wait.orElse(null));
  }

  private String process(AnnotationUse annotation) {
    String name = annotation.string("name");
    if (name.isEmpty()) {
      return method.getSimpleName().toString();
    }
    if (!Names.isProcessName(name)) {
      place
          .at(method, annotation.mirror(), annotation.written("name"))
          .report(Problem.BAD_NAME, name);
      return method.getSimpleName().toString();
    }
    return name;
  }

  private Typed result() {
    TypeMirror type = method.getReturnType();
    if (type.getKind() == TypeKind.VOID || states.isNamed(type, "java.lang.Void")) {
      return new Typed(new JavaType.Primitive("void"), null);
    }
    String declared = Show.type(type) + " " + method.getSimpleName() + "()";
    return Typed.read(type, declared, "result", method, shapes, tools, place);
  }

  private List<ParameterModel> parameters(boolean callable, Setups setups) {
    List<ParameterModel> parameters = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      parameters.add(
          setups
              .find(parameter)
              .<ParameterModel>map(kept -> kept)
              .orElseGet(() -> parameter(parameter, callable, setups.isComplete())));
    }
    return parameters;
  }

  private ParameterModel parameter(VariableElement parameter, boolean callable, boolean allSetups) {
    TypeMirror type = parameter.asType();
    Optional<ParameterModel> injected = states.injected(type);
    if (injected.isPresent()) {
      return injected.get();
    }
    Optional<TypeElement> state = states.asInterface(type);
    if (state.isPresent()) {
      return new ParameterModel.Snapshot(states.reference(state.get()));
    }
    String name = parameter.getSimpleName().toString();
    if (!allSetups && shapes.read(type, name, method) instanceof ShapeReader.Refused) {
      return new ParameterModel.Kept(-1, Typed.OBJECT); // most likely what the wrong name was for
    }
    Typed typed =
        callable
            ? Typed.read(
                type,
                Show.type(type) + " " + name,
                name,
                method,
                shapes,
                tools,
                place.at(parameter))
            : new Typed(Typed.OBJECT, null);
    if (typed.shape() != null && isNullable(parameter)) {
      place.at(parameter).report(Problem.NULLABLE_ARGUMENT, Show.type(type) + " " + name);
    }
    return new ParameterModel.Argument(name, typed.java(), typed.shape());
  }

  private static boolean isNullable(VariableElement parameter) {
    return KeyMethod.isNullable(parameter.getAnnotationMirrors())
        || KeyMethod.isNullable(parameter.asType().getAnnotationMirrors());
  }

  private void refuseSeveral(AnnotationUse several) {
    List<String> conditions = new ArrayList<>();
    for (AnnotationUse wait : several.nestedList("value")) {
      String condition = wait.string("value");
      conditions.add(condition.contains("||") ? "(" + condition + ")" : condition);
    }
    place
        .at(method, several.mirror())
        .report(
            Problem.SEVERAL_WAITS,
            Show.method(method),
            conditions.size(),
            String.join(" && ", conditions).replace("\"", "\\\""));
  }

  private boolean isReserved(
      String factory, List<ParameterModel> parameters, AnnotationUse annotation) {
    List<String> types =
        parameters.stream()
            .filter(ParameterModel.Argument.class::isInstance)
            .map(parameter -> ((ParameterModel.Argument) parameter).type().binaryName())
            .toList();
    boolean reserved = ReservedNames.isReservedFactory(factory, types);
    if (reserved) {
      AnnotationValue name = annotation.written("name");
      Place at = name == null ? place : place.at(method, annotation.mirror(), name);
      at.report(Problem.RESERVED_NAME, factory, "launcher", "child process");
    }
    return reserved;
  }
}

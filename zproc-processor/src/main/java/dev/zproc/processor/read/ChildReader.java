package dev.zproc.processor.read;

import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.model.SpawnModel;
import dev.zproc.processor.model.WaitModel;
import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.JavaTypes;
import dev.zproc.processor.type.Refusal;
import dev.zproc.processor.type.Shape;
import dev.zproc.processor.type.ShapeReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.jspecify.annotations.Nullable;

/**
 * Reads one {@code @ChildProcess} method.
 *
 * <p>Threads: not safe; used by the compiler's thread, for one method.
 */
final class ChildReader {

  private static final JavaType OBJECT = JavaType.Declared.of("java.lang", "Object");

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
    this.states = new States(tools);
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
    MethodChecks.check(method, owner, main, place);
    boolean callable = !place.hasErrors();
    Typed result = callable ? result() : new Typed(OBJECT, null);
    List<ParameterModel> parameters = parameters(callable);
    String factory = Names.factory(process);
    checkReserved(factory, parameters, annotation);
    SpawnModel spawn = new SpawnReader(method, annotation, place).read();
    Optional<WaitModel> wait =
        AnnotationUse.find(method, KnownNames.WAIT_FOR, tools.elements())
            .flatMap(use -> new WaitReader(tools, owner, method, use, shapes, place).read());
    return new ChildModel(
        method.getSimpleName().toString(),
        process,
        main,
        factory,
        method.getModifiers().contains(Modifier.STATIC),
        !owner.getTypeParameters().isEmpty(),
        result.java.boxed(),
        result.shape,
        method.getReturnType().getKind() != TypeKind.VOID,
        parameters,
        method.isVarArgs(),
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

  /** A type with its shape, if it has one. */
  private record Typed(JavaType java, @Nullable Shape shape) {}

  private Typed result() {
    TypeMirror type = method.getReturnType();
    if (type.getKind() == TypeKind.VOID || states.isNamed(type, "java.lang.Void")) {
      return new Typed(new JavaType.Primitive("void"), null);
    }
    return read(type, Show.type(type) + " " + method.getSimpleName() + "()", "result", place);
  }

  private List<ParameterModel> parameters(boolean callable) {
    List<ParameterModel> parameters = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      parameters.add(parameter(parameter, callable));
    }
    return parameters;
  }

  private ParameterModel parameter(VariableElement parameter, boolean callable) {
    TypeMirror type = parameter.asType();
    if (states.isNamed(type, KnownNames.ZPROC)) {
      return new ParameterModel.Context();
    }
    Optional<TypeElement> accessor = states.asAccessor(type);
    if (accessor.isPresent()) {
      return new ParameterModel.Accessor(JavaTypes.of(accessor.get()));
    }
    Optional<TypeElement> state = states.asInterface(type);
    if (state.isPresent()) {
      return new ParameterModel.Snapshot(states.reference(state.get()));
    }
    String name = parameter.getSimpleName().toString();
    Typed typed =
        callable
            ? read(type, Show.type(type) + " " + name, name, place.at(parameter))
            : new Typed(OBJECT, null);
    boolean nullable =
        KeyMethod.isNullable(parameter.getAnnotationMirrors())
            || KeyMethod.isNullable(type.getAnnotationMirrors());
    return new ParameterModel.Argument(name, typed.java, typed.shape, nullable);
  }

  private Typed read(TypeMirror type, String declared, String root, Place at) {
    ShapeReader.Outcome outcome = shapes.read(type, root);
    if (outcome instanceof ShapeReader.Accepted accepted) {
      return new Typed(JavaTypes.of(type, tools.types()), accepted.shape());
    }
    Refusal refusal = ((ShapeReader.Refused) outcome).refusal();
    Refusals.report(at, declared, refusal);
    return new Typed(
        refusal.kind() == Refusal.Kind.NOT_ACCESSIBLE ? OBJECT : JavaTypes.of(type, tools.types()),
        null);
  }

  private void checkReserved(
      String factory, List<ParameterModel> parameters, AnnotationUse annotation) {
    List<String> types =
        parameters.stream()
            .filter(ParameterModel.Argument.class::isInstance)
            .map(parameter -> ((ParameterModel.Argument) parameter).type().binaryName())
            .toList();
    if (ReservedNames.isReservedFactory(factory, types)) {
      place
          .at(method, annotation.mirror(), annotation.written("name"))
          .report(Problem.RESERVED_NAME, factory, "launcher", "child process");
    }
  }
}

package dev.zproc.processor.read;

import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.model.SetupModel;
import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.report.Suggestions;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.JavaTypes;
import dev.zproc.processor.type.Refusal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;

/**
 * Reads {@code setup} of {@code @ChildProcess}: the methods that make a value for each process, and
 * the parameter that each of them fills.
 *
 * <p>Threads: not safe; used by the compiler's thread, for one method.
 */
final class SetupReader {

  private final Tools tools;
  private final States states;
  private final TypeElement owner;
  private final ExecutableElement method;
  private final AnnotationUse annotation;
  private final Place place;

  private final List<SetupModel> models = new ArrayList<>();
  private final Map<VariableElement, ParameterModel.Kept> parameters = new HashMap<>();
  private boolean complete = true;

  SetupReader(
      Tools tools,
      TypeElement owner,
      ExecutableElement method,
      AnnotationUse annotation,
      Place place) {
    this.tools = tools;
    this.states = tools.states();
    this.owner = owner;
    this.method = method;
    this.annotation = annotation;
    this.place = place;
  }

  /** The methods that {@code method} names as set-ups, as far as there are such. */
  static List<ExecutableElement> named(ExecutableElement method, Elements elements) {
    List<Object> names =
        AnnotationUse.find(method, KnownNames.CHILD_PROCESS, elements)
            .map(use -> use.list("setup"))
            .orElse(List.of())
            .stream()
            .map(AnnotationValue::getValue)
            .toList();
    return names.isEmpty()
        ? List.of()
        : ElementFilter.methodsIn(method.getEnclosingElement().getEnclosedElements()).stream()
            .filter(candidate -> names.contains(candidate.getSimpleName().toString()))
            .toList();
  }

  Setups read() {
    List<AnnotationValue> names = annotation.list("setup");
    if (names.isEmpty()) {
      return Setups.NONE;
    }
    for (AnnotationValue value : names) {
      if (value.getValue() instanceof String name) {
        complete &= read(name, place.at(method, annotation.mirror(), value));
      }
    }
    return new Setups(models, parameters, complete);
  }

  /** Whether a parameter is now known to be filled by the set-up {@code name}. */
  private boolean read(String name, Place at) {
    List<ExecutableElement> methods = ElementFilter.methodsIn(owner.getEnclosedElements());
    List<ExecutableElement> found =
        methods.stream().filter(m -> m.getSimpleName().contentEquals(name)).toList();
    if (found.isEmpty()) {
      at.report(Problem.UNKNOWN_SETUP, name, Show.element(owner), remedy(name, methods));
      return false;
    }
    ExecutableElement setup = found.get(0);
    Optional<Wrong> wrong =
        found.size() > 1
            ? Optional.of(
                new Wrong("there are " + found.size() + " methods of that name", "Rename one"))
            : wrongWith(setup);
    wrong.ifPresent(w -> at.report(Problem.BAD_SETUP, Show.method(setup), w.reason, w.remedy));
    return found.size() == 1 && fills(setup, at, wrong.isPresent());
  }

  /** A sentence to put behind another one. */
  private static String remedy(String name, List<ExecutableElement> methods) {
    List<String> candidates =
        methods.stream()
            .filter(m -> m.getModifiers().contains(Modifier.STATIC))
            .filter(m -> m.getReturnType().getKind() != TypeKind.VOID)
            .map(m -> m.getSimpleName().toString())
            .toList();
    return Suggestions.closest(name, candidates)
        .map(closest -> " Did you mean '" + closest + "'?")
        .orElse(" Name a static method of it, without parentheses.");
  }

  private record Wrong(String reason, String remedy) {}

  private Optional<Wrong> wrongWith(ExecutableElement setup) {
    TypeMirror type = setup.getReturnType();
    if (setup.getModifiers().contains(Modifier.PRIVATE)) {
      return Optional.of(
          new Wrong(
              "it is private, so generated code cannot call it",
              "Make it package-private or wider"));
    }
    if (!setup.getModifiers().contains(Modifier.STATIC)) {
      return Optional.of(
          new Wrong(
              "it is not static, and there is no '" + owner.getSimpleName() + "' to call it on",
              "Make it static"));
    }
    if (!setup.getTypeParameters().isEmpty()) {
      String variable = setup.getTypeParameters().get(0).getSimpleName().toString();
      return Optional.of(
          new Wrong(
              "nobody says what its type parameter '" + variable + "' is",
              "Replace '" + variable + "' with a concrete type"));
    }
    if (type.getKind() == TypeKind.VOID || states.isNamed(type, "java.lang.Void")) {
      return Optional.of(
          new Wrong(
              "it returns nothing", "Let it return what '" + method.getSimpleName() + "' takes"));
    }
    if (states.injected(type).isPresent() || states.asInterface(type).isPresent()) {
      return Optional.of(
          new Wrong(
              "every process has " + Show.typeWithArticle(type) + " without it",
              "Leave it out of 'setup'"));
    }
    for (VariableElement parameter : setup.getParameters()) {
      if (states.injected(parameter.asType()).isEmpty()) {
        return Optional.of(
            new Wrong(
                "it takes "
                    + Show.typeWithArticle(parameter.asType())
                    + ", but no call is there yet that could bring one",
                "Let it take nothing but accessors and ZProc"));
      }
    }
    return Optional.empty();
  }

  private boolean fills(ExecutableElement setup, Place at, boolean isWrong) {
    TypeMirror type = setup.getReturnType();
    List<VariableElement> fitting = new ArrayList<>();
    for (VariableElement parameter : method.getParameters()) {
      // What does not exist yet is the same as anything, to the compiler.
      if (parameter.asType().getKind() != TypeKind.ERROR
          && tools.types().isSameType(parameter.asType(), type)) {
        fitting.add(parameter);
      }
    }
    if (fitting.size() != 1) {
      if (!isWrong) {
        at.report(
            Problem.SETUP_PARAMETER,
            Show.method(setup),
            Show.typeWithArticle(type),
            Show.method(method),
            fitting.isEmpty() ? "no parameter" : fitting.size() + " parameters",
            fitting.isEmpty()
                ? "Add one, or leave '" + setup.getSimpleName() + "' out of 'setup'"
                : "Leave one of them");
      }
      fitting.forEach(parameter -> keep(parameter, setup));
      return !fitting.isEmpty();
    }
    VariableElement parameter = fitting.get(0);
    ParameterModel.Kept other = parameters.get(parameter);
    if (other != null) {
      at.report(
          Problem.SAME_SETUP,
          Show.element(parameter),
          models.get(other.setup()).method(),
          setup.getSimpleName());
      return true;
    }
    inaccessible(type)
        .ifPresent(
            hidden ->
                Refusals.report(
                    place.at(parameter),
                    Show.element(parameter),
                    Refusal.inaccessible(hidden, "", Show.element(hidden))));
    keep(parameter, setup);
    return true;
  }

  private void keep(VariableElement parameter, ExecutableElement setup) {
    JavaType type = JavaTypes.of(parameter.asType(), tools.types());
    parameters.put(parameter, new ParameterModel.Kept(models.size(), type));
    models.add(
        new SetupModel(
            setup.getSimpleName().toString(),
            type,
            setup.getParameters().stream()
                .flatMap(each -> states.injected(each.asType()).stream())
                .toList()));
  }

  /** The class in {@code type} that generated code cannot name. */
  private Optional<TypeElement> inaccessible(TypeMirror type) {
    if (type.getKind() == TypeKind.ARRAY) {
      return inaccessible(((ArrayType) type).getComponentType());
    }
    if (type.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
    return JavaTypes.isAccessible(element, JavaTypes.packageOf(owner))
        ? ((DeclaredType) type)
            .getTypeArguments().stream().flatMap(each -> inaccessible(each).stream()).findFirst()
        : Optional.of(element);
  }
}

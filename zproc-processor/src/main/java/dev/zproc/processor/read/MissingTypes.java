package dev.zproc.processor.read;

import dev.zproc.processor.report.Reporter;
import dev.zproc.processor.type.SerializerUse;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Parameterizable;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/**
 * Finds a type that does not exist yet, because another processor generates it, or that never will,
 * because somebody forgot an import: in what a signature needs, down to the components of its
 * records and the keys of its states, and nowhere else. A method's body and its neighbours may
 * mention anything. An accessor that is generated in the same round is not missing.
 *
 * <p>Threads: not safe; used by the compiler's thread, for one question.
 */
public final class MissingTypes {

  /** Without which a thing is not what its author says it is. */
  private static final Set<String> OURS =
      Set.of("ChildProcess", "Nullable", "Serializers", "State", "WaitFor");

  private final Elements elements;
  private final Types types;
  private final States states;
  private final Reporter reporter;
  private final Set<Element> seen = new HashSet<>();
  private final Set<TypeElement> seenStates = new HashSet<>();
  private @Nullable Missing found;

  public MissingTypes(Tools tools) {
    this.elements = tools.elements();
    this.types = tools.types();
    this.states = tools.states();
    this.reporter = tools.reporter();
  }

  /**
   * A type that does not exist.
   *
   * @param name as the source has it
   * @param isTold whether the compiler will tell the user of it anyway: it does so of sources, not
   *     of class files
   */
  public record Missing(String name, boolean isTold) {}

  /** Whether an annotation that nobody can find was meant to be ours: its import is missing. */
  public static boolean isUnresolved(AnnotationMirror annotation, String simpleName) {
    return annotation.getAnnotationType().getKind() == TypeKind.ERROR
        && annotation.getAnnotationType().asElement().getSimpleName().contentEquals(simpleName);
  }

  /** Returns a type that {@code method}'s signature lacks. */
  public Optional<Missing> in(ExecutableElement method) {
    for (Element e = method; e != null; e = e.getEnclosingElement()) {
      annotations(e);
    }
    serializers(SerializerUse.around(method));
    named(method, KnownNames.WAIT_FOR, "state");
    AnnotationUse.find(method, KnownNames.CHILD_PROCESS, elements)
        .flatMap(annotation -> annotation.nested("restart"))
        .map(restart -> restart.written("retryOn"))
        .ifPresent(value -> named(value, method));
    predicates(method);
    setups(method);
    variables(method, method);
    look(method.getReturnType(), method);
    for (VariableElement parameter : method.getParameters()) {
      look(parameter.asType(), method);
    }
    return Optional.ofNullable(found);
  }

  /** Returns a type that the {@code @State} interface {@code type} lacks. */
  public Optional<Missing> inState(TypeElement type) {
    keys(type);
    return Optional.ofNullable(found);
  }

  private void keys(TypeElement state) {
    if (!seenStates.add(state)) {
      return;
    }
    for (TypeMirror supertype : state.getInterfaces()) {
      look(supertype, state);
      keys((TypeElement) ((DeclaredType) supertype).asElement());
    }
    for (Element member : state.getEnclosedElements()) {
      if (member.getKind() == ElementKind.METHOD && KeyMethod.isKey((ExecutableElement) member)) {
        ExecutableElement key = (ExecutableElement) member;
        annotations(key);
        serializers(SerializerUse.around(key));
        look(key.getReturnType(), key);
      }
    }
  }

  /** The methods that the condition of {@code method} calls: it is compiled with their types. */
  private void predicates(ExecutableElement method) {
    String condition =
        AnnotationUse.find(method, KnownNames.WAIT_FOR, elements)
            .map(use -> use.string("value"))
            .orElse("");
    for (Element member : method.getEnclosingElement().getEnclosedElements()) {
      if (member instanceof ExecutableElement predicate
          && condition.contains(predicate.getSimpleName() + "(")) {
        predicate.getParameters().forEach(parameter -> look(parameter.asType(), predicate));
      }
    }
  }

  /** The methods that set up the process of {@code method}: it is compiled with their types. */
  private void setups(ExecutableElement method) {
    for (ExecutableElement setup : SetupReader.named(method, elements)) {
      look(setup.getReturnType(), setup);
      setup.getParameters().forEach(parameter -> look(parameter.asType(), setup));
    }
  }

  /** Those that nobody can find: javac before 22 does not show them, and speaks of them itself. */
  private void annotations(Element element) {
    for (AnnotationMirror annotation : element.getAnnotationMirrors()) {
      for (String name : OURS) {
        if (isUnresolved(annotation, name)) {
          missing(name, element);
        }
      }
    }
  }

  /** The class that an annotation on {@code method} names. */
  private void named(ExecutableElement method, String annotation, String value) {
    AnnotationUse.find(method, annotation, elements)
        .map(use -> use.written(value))
        .ifPresent(written -> named(written, method));
  }

  /** A class that does not exist is a text in an annotation, such as {@code <error>}. */
  private void named(AnnotationValue value, ExecutableElement method) {
    if (value.getValue() instanceof List<?> values) {
      values.forEach(each -> named((AnnotationValue) each, method));
    } else if (value.getValue() instanceof TypeMirror type) {
      look(type, method);
    } else {
      missing(value.toString(), method);
    }
  }

  /** A form that is yet to be generated is waited for, as a component would be. */
  private void serializers(List<SerializerUse> uses) {
    for (SerializerUse use : uses) {
      TypeElement serializer = use.serializer();
      if (serializer == null) {
        missing(use.value().toString(), use.annotated());
      } else if (seen.add(serializer)) {
        supertypes(serializer);
        for (TypeMirror argument :
            use.implemented(types).map(DeclaredType::getTypeArguments).orElse(List.of())) {
          look(argument, serializer);
        }
      }
    }
  }

  private void missing(String name, Element declaring) {
    if (found == null) {
      found = new Missing(name, reporter.isCompiled(declaring));
    }
  }

  private void look(TypeMirror type, Element declaring) {
    if (found != null) {
      return;
    }
    switch (type.getKind()) {
      case ERROR -> {
        Optional<States.AccessorUse> accessor = states.asAccessor(type);
        if (accessor.isPresent()) {
          accessor.get().state().ifPresent(this::keys);
        } else {
          missing(type.toString(), declaring);
        }
      }
      case ARRAY -> look(((ArrayType) type).getComponentType(), declaring);
      case DECLARED -> declared((DeclaredType) type, declaring);
      case WILDCARD -> {
        WildcardType wildcard = (WildcardType) type;
        if (wildcard.getExtendsBound() != null) {
          look(wildcard.getExtendsBound(), declaring);
        } else if (wildcard.getSuperBound() != null) {
          look(wildcard.getSuperBound(), declaring);
        }
      }
      case TYPEVAR -> {
        if (seen.add(((TypeVariable) type).asElement())) {
          look(((TypeVariable) type).getUpperBound(), declaring);
        }
      }
      case INTERSECTION ->
          ((IntersectionType) type).getBounds().forEach(bound -> look(bound, declaring));
      default -> {}
    }
  }

  private void declared(DeclaredType type, Element declaring) {
    look(type.getEnclosingType(), declaring);
    for (TypeMirror argument : type.getTypeArguments()) {
      look(argument, declaring);
    }
    TypeElement element = (TypeElement) type.asElement();
    if (found != null || !seen.add(element)) {
      return;
    }
    annotations(element);
    serializers(SerializerUse.around(element));
    for (RecordComponentElement component : element.getRecordComponents()) {
      look(component.asType(), element);
    }
    for (TypeMirror permitted : element.getPermittedSubclasses()) {
      look(permitted, element);
    }
    if (reporter.isCompiled(element)) {
      variables(element, element);
      supertypes(element);
      states
          .asInterface(type)
          .or(() -> states.asAccessor(type).flatMap(States.AccessorUse::state))
          .ifPresent(this::keys);
    }
  }

  private void variables(Parameterizable generic, Element declaring) {
    generic.getTypeParameters().forEach(parameter -> look(parameter.asType(), declaring));
  }

  /** Of what is compiled: what a class is may depend on one that is missing. */
  private void supertypes(TypeElement element) {
    if (reporter.isCompiled(element)) {
      look(element.getSuperclass(), element);
      element.getInterfaces().forEach(type -> look(type, element));
    }
  }
}

package dev.zproc.processor.read;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * Finds types that do not exist yet, because another processor, or this one, generates them: in
 * what a signature needs, down to the components of its records, and nowhere else. A method's body
 * and its neighbours may mention anything. An accessor that is generated in the same round is not
 * missing.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
public final class MissingTypes {

  private final Elements elements;
  private final States states;
  private final Set<String> seen = new HashSet<>();

  public MissingTypes(Tools tools) {
    this.elements = tools.elements();
    this.states = tools.states();
  }

  /** Returns the name of a type that {@code method}'s signature lacks. */
  public Optional<String> in(ExecutableElement method) {
    Optional<String> missing = inWait(method).or(() -> in(method.getReturnType()));
    for (VariableElement parameter : method.getParameters()) {
      if (states.asAccessor(parameter.asType()).isEmpty()) {
        missing = missing.or(() -> in(parameter.asType()));
      }
    }
    return missing;
  }

  /** A class that does not exist is a text in an annotation, such as {@code <error>}. */
  private Optional<String> inWait(ExecutableElement method) {
    return AnnotationUse.find(method, KnownNames.WAIT_FOR, elements)
        .map(use -> use.written("state"))
        .filter(state -> !(state.getValue() instanceof TypeMirror named && in(named).isEmpty()))
        .map(Object::toString);
  }

  /** Returns the name of a type that the {@code @State} interface {@code type} lacks. */
  public Optional<String> inState(TypeElement type) {
    Optional<String> missing = Optional.empty();
    for (TypeMirror supertype : type.getInterfaces()) {
      missing = missing.or(() -> inSupertype(supertype));
    }
    for (Element member : type.getEnclosedElements()) {
      if (member.getKind() == ElementKind.METHOD) {
        missing = missing.or(() -> in((ExecutableElement) member));
      }
    }
    return missing;
  }

  private Optional<String> inSupertype(TypeMirror supertype) {
    return in(supertype).or(() -> inState((TypeElement) ((DeclaredType) supertype).asElement()));
  }

  private Optional<String> in(TypeMirror type) {
    if (type.getKind() == TypeKind.ERROR) {
      return Optional.of(type.toString());
    }
    if (type.getKind() == TypeKind.ARRAY) {
      return in(((ArrayType) type).getComponentType());
    }
    return type.getKind() == TypeKind.DECLARED ? inDeclared((DeclaredType) type) : Optional.empty();
  }

  private Optional<String> inDeclared(DeclaredType type) {
    Optional<String> missing = Optional.empty();
    for (TypeMirror argument : type.getTypeArguments()) {
      missing = missing.or(() -> in(argument));
    }
    TypeElement element = (TypeElement) type.asElement();
    if (missing.isPresent() || !seen.add(element.getQualifiedName().toString())) {
      return missing;
    }
    for (RecordComponentElement component : element.getRecordComponents()) {
      missing = missing.or(() -> in(component.asType()));
    }
    for (TypeMirror permitted : element.getPermittedSubclasses()) {
      missing = missing.or(() -> in(permitted));
    }
    return missing;
  }
}

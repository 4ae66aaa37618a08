package dev.zproc.processor.read;

import dev.zproc.processor.report.Reporter;
import dev.zproc.processor.type.SerializerUse;
import java.util.HashSet;
import java.util.List;
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
import javax.lang.model.util.Types;

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
  private final Types types;
  private final States states;
  private final Reporter reporter;
  private final Set<String> seen = new HashSet<>();

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

  /** Returns a type that {@code method}'s signature lacks. */
  public Optional<Missing> in(ExecutableElement method) {
    Optional<Missing> missing =
        inSerializers(SerializerUse.around(method))
            .or(() -> inWait(method))
            .or(() -> in(method.getReturnType(), method));
    for (VariableElement parameter : method.getParameters()) {
      if (states.asAccessor(parameter.asType()).isEmpty()) {
        missing = missing.or(() -> in(parameter.asType(), method));
      }
    }
    return missing;
  }

  /** A class that does not exist is a text in an annotation, such as {@code <error>}. */
  private Optional<Missing> inWait(ExecutableElement method) {
    return AnnotationUse.find(method, KnownNames.WAIT_FOR, elements)
        .map(use -> use.written("state"))
        .filter(
            state -> !(state.getValue() instanceof TypeMirror named && in(named, method).isEmpty()))
        .map(state -> missing(state.toString(), method));
  }

  /** Returns a type that the {@code @State} interface {@code type} lacks. */
  public Optional<Missing> inState(TypeElement type) {
    Optional<Missing> missing = Optional.empty();
    for (TypeMirror supertype : type.getInterfaces()) {
      missing =
          missing
              .or(() -> in(supertype, type))
              .or(() -> inState((TypeElement) ((DeclaredType) supertype).asElement()));
    }
    for (Element member : type.getEnclosedElements()) {
      if (member.getKind() == ElementKind.METHOD) {
        missing = missing.or(() -> in((ExecutableElement) member));
      }
    }
    return missing;
  }

  /** A form that is yet to be generated is waited for, as a component would be. */
  private Optional<Missing> inSerializers(List<SerializerUse> uses) {
    Optional<Missing> missing = Optional.empty();
    for (SerializerUse use : uses) {
      TypeElement serializer = use.serializer();
      if (serializer == null) {
        missing = missing.or(() -> Optional.of(missing(use.value().toString(), use.annotated())));
      } else if (seen.add(serializer.getQualifiedName().toString())) {
        for (TypeMirror argument :
            use.implemented(types).map(DeclaredType::getTypeArguments).orElse(List.of())) {
          missing = missing.or(() -> in(argument, serializer));
        }
      }
    }
    return missing;
  }

  private Missing missing(String name, Element declaring) {
    return new Missing(name, reporter.isCompiled(declaring));
  }

  private Optional<Missing> in(TypeMirror type, Element declaring) {
    if (type.getKind() == TypeKind.ERROR) {
      return Optional.of(missing(type.toString(), declaring));
    }
    if (type.getKind() == TypeKind.ARRAY) {
      return in(((ArrayType) type).getComponentType(), declaring);
    }
    return type.getKind() == TypeKind.DECLARED
        ? inDeclared((DeclaredType) type, declaring)
        : Optional.empty();
  }

  private Optional<Missing> inDeclared(DeclaredType type, Element declaring) {
    Optional<Missing> missing = Optional.empty();
    for (TypeMirror argument : type.getTypeArguments()) {
      missing = missing.or(() -> in(argument, declaring));
    }
    TypeElement element = (TypeElement) type.asElement();
    if (missing.isPresent() || !seen.add(element.getQualifiedName().toString())) {
      return missing;
    }
    missing = inSerializers(SerializerUse.around(element));
    for (RecordComponentElement component : element.getRecordComponents()) {
      missing = missing.or(() -> in(component.asType(), element));
    }
    for (TypeMirror permitted : element.getPermittedSubclasses()) {
      missing = missing.or(() -> in(permitted, element));
    }
    return missing;
  }
}

package dev.zproc.processor.read;

import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.model.StateRef;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.JavaTypes;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ErrorType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;

/**
 * Recognises states: the interfaces, and their accessors, be they generated in an earlier round, in
 * another module, or only about to be. The last are error types to the compiler, of which it knows
 * no more than the name; they are found among the states of the round.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
final class States {

  private final Elements elements;
  private final List<TypeElement> coming;

  States(Elements elements, List<TypeElement> coming) {
    this.elements = elements;
    this.coming = List.copyOf(coming);
  }

  /**
   * A parameter's type that is an accessor.
   *
   * @param state the interface; empty where that is refused, so that nothing can be said of its
   *     keys
   */
  record AccessorUse(JavaType.Declared accessor, Optional<TypeElement> state) {}

  /** Returns {@code type} if it is annotated with {@code @State}. */
  Optional<TypeElement> asInterface(TypeMirror type) {
    return element(type).filter(e -> annotation(e).isPresent());
  }

  /** Returns what {@code type} is the accessor of. */
  Optional<AccessorUse> asAccessor(TypeMirror type) {
    if (type.getKind() == TypeKind.ERROR) {
      return asComing((ErrorType) type)
          .map(
              s ->
                  new AccessorUse(reference(s).accessor(), Optional.of(s).filter(States::isSound)));
    }
    return element(type)
        .filter(e -> isNamed(e.getSuperclass(), KnownNames.ACCESSOR))
        .map(e -> new AccessorUse(JavaTypes.of(e), stateOf(e).filter(States::isSound)));
  }

  /** Returns the parameter that gets a part of the process itself, its context or an accessor. */
  Optional<ParameterModel> injected(TypeMirror type) {
    return isNamed(type, KnownNames.ZPROC)
        ? Optional.of(new ParameterModel.Context())
        : asAccessor(type).map(use -> new ParameterModel.Accessor(use.accessor()));
  }

  private Optional<TypeElement> stateOf(TypeElement accessor) {
    List<? extends TypeMirror> arguments =
        ((DeclaredType) accessor.getSuperclass()).getTypeArguments();
    return arguments.isEmpty() ? Optional.empty() : asInterface(arguments.get(0));
  }

  /**
   * Goes by the simple name, since an error type does not tell its package reliably; where several
   * states of the round have an accessor of that name, the next round will tell which is meant.
   */
  private Optional<TypeElement> asComing(ErrorType type) {
    String simpleName = type.asElement().getSimpleName().toString();
    List<TypeElement> candidates =
        coming.stream()
            .filter(state -> reference(state).accessor().simpleName().equals(simpleName))
            .toList();
    return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
  }

  /** Whether an accessor can be generated from it, as far as the declaration itself tells. */
  static boolean isSound(TypeElement state) {
    return state.getKind() == ElementKind.INTERFACE
        && state.getTypeParameters().isEmpty()
        && !state.getModifiers().contains(Modifier.SEALED)
        && !JavaTypes.isPrivate(state);
  }

  /** Returns the interface with its accessor, which is in the same package. */
  StateRef reference(TypeElement state) {
    JavaType.Declared type = JavaTypes.of(state);
    String named = annotation(state).map(use -> use.string("accessor")).orElse("");
    return new StateRef(
        type, JavaType.Declared.of(type.packageName(), Names.accessor(type, named)));
  }

  boolean isNamed(TypeMirror type, String qualifiedName) {
    return element(type).filter(e -> e.getQualifiedName().contentEquals(qualifiedName)).isPresent();
  }

  private Optional<AnnotationUse> annotation(TypeElement type) {
    return AnnotationUse.find(type, KnownNames.STATE, elements);
  }

  private static Optional<TypeElement> element(TypeMirror type) {
    return type.getKind() == TypeKind.DECLARED
        ? Optional.of((TypeElement) ((DeclaredType) type).asElement())
        : Optional.empty();
  }
}

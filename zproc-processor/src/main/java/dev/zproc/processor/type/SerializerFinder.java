package dev.zproc.processor.type;

import dev.zproc.processor.report.Show;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.NestingKind;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Finds the serializer of a class, and checks that generated code can use it.
 *
 * <p>Threads: not safe; one per accessor or launcher.
 */
final class SerializerFinder {

  private final Elements elements;
  private final Types types;
  private final String packageName;
  private final Element owner;

  /**
   * Makes a finder.
   *
   * @param owner what the accessor or launcher is generated from
   */
  SerializerFinder(Elements elements, Types types, String packageName, Element owner) {
    this.elements = elements;
    this.types = types;
    this.packageName = packageName;
    this.owner = owner;
  }

  /** A serializer that can be used, and the type of what it makes of a value. */
  record Found(SerializerUse use, TypeElement serializer, TypeMirror form) {}

  /** What is wrong with a serializer. */
  record Fault(SerializerUse use, Reasons.Reason why) {}

  /** The first fault of the serializers on {@code declaring} and around it. */
  Optional<Fault> fault(Element declaring) {
    for (SerializerUse use : around(declaring)) {
      Optional<Fault> fault = fault(use);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  /** The serializer of {@code type} where {@code declaring} mentions it; all were checked. */
  Optional<Found> find(TypeElement type, Element declaring) {
    List<SerializerUse> uses = new ArrayList<>(around(declaring));
    uses.addAll(SerializerUse.on(type));
    for (SerializerUse use : uses) {
      Optional<DeclaredType> implemented = use.implemented(types);
      if (implemented.isPresent()) {
        List<? extends TypeMirror> arguments = implemented.get().getTypeArguments();
        if (arguments.get(0).getKind() == TypeKind.DECLARED
            && ((DeclaredType) arguments.get(0)).asElement().equals(type)) {
          return Optional.of(
              new Found(use, Objects.requireNonNull(use.serializer()), arguments.get(1)));
        }
      }
    }
    return Optional.empty();
  }

  private List<SerializerUse> around(Element declaring) {
    List<SerializerUse> uses = new ArrayList<>(SerializerUse.around(declaring));
    uses.addAll(SerializerUse.around(owner));
    return uses;
  }

  private Optional<Fault> fault(SerializerUse use) {
    TypeElement serializer = use.serializer();
    if (serializer == null) {
      return Optional.empty();
    }
    return creation(serializer)
        .or(
            () ->
                use.implemented(types)
                    .map(implemented -> implemented.getTypeArguments().get(0))
                    .map(type -> purpose(type).or(() -> rival(use, type)))
                    .orElse(
                        because(
                            "it does not say what it is for",
                            "Write its type arguments, as in 'implements Serializer<Money,"
                                + " String>'")))
        .map(why -> new Fault(use, why));
  }

  /** What keeps generated code from creating it: if anything. */
  private Optional<Reasons.Reason> creation(TypeElement serializer) {
    if (!JavaTypes.isAccessible(serializer, packageName)) {
      return JavaTypes.isPrivate(serializer)
          ? because("it is private, or inside a private class", "Make it package-private or wider")
          : because(
              "it is not public, and in another package",
              "Make it public, or move it to the package of the code that uses it");
    }
    if (serializer.getModifiers().contains(Modifier.ABSTRACT)
        || serializer.getKind() == ElementKind.ENUM) {
      return because("it cannot be created with 'new'", "Name a class that is concrete");
    }
    if (serializer.getNestingKind() == NestingKind.MEMBER
        && !serializer.getModifiers().contains(Modifier.STATIC)) {
      return because("it is an inner class", "Make it static");
    }
    if (!serializer.getTypeParameters().isEmpty()) {
      return because("it has type parameters, whose values nobody knows", "Name a class without");
    }
    Optional<ExecutableElement> constructor = usableConstructor(serializer);
    if (constructor.isEmpty()) {
      return because(
          "it has no constructor without parameters that generated code can call", "Add one");
    }
    return Thrown.checked(constructor.get(), elements, types)
        .flatMap(
            thrown ->
                because(
                    "its constructor declares '" + thrown + "', which nobody would catch",
                    "Catch it in there"));
  }

  private Optional<ExecutableElement> usableConstructor(TypeElement serializer) {
    boolean samePackage = JavaTypes.packageOf(serializer).equals(packageName);
    return ElementFilter.constructorsIn(serializer.getEnclosedElements()).stream()
        .filter(constructor -> constructor.getParameters().isEmpty())
        .filter(
            constructor ->
                samePackage
                    ? !constructor.getModifiers().contains(Modifier.PRIVATE)
                    : constructor.getModifiers().contains(Modifier.PUBLIC))
        .findFirst();
  }

  /** Of two serializers for one class in the same annotation, the second would never be asked. */
  private Optional<Reasons.Reason> rival(SerializerUse use, TypeMirror purpose) {
    for (SerializerUse other : SerializerUse.on(use.annotated())) {
      Optional<DeclaredType> implemented = other.implemented(types);
      if (implemented.isPresent()
          && types.isSameType(implemented.get().getTypeArguments().get(0), purpose)) {
        TypeElement first = Objects.requireNonNull(other.serializer());
        return first.equals(use.serializer())
            ? Optional.empty()
            : because(
                "'" + Show.element(first) + "' before it is for '" + Show.type(purpose) + "', too",
                "Remove one of them");
      }
    }
    return Optional.empty();
  }

  /** What is wrong with the class that it is for, if anything. */
  private static Optional<Reasons.Reason> purpose(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED) {
      return because(
          "it is for '" + Show.type(type) + "', which is no class", "Name a class instead");
    }
    TypeElement element = (TypeElement) ((DeclaredType) type).asElement();
    if (KnownTypes.crossesByItself(element)) {
      return because("'" + Show.type(type) + "' crosses by itself", "Remove it");
    }
    if (!element.getTypeParameters().isEmpty()) {
      return because(
          "it is for '" + Show.type(type) + "', and only classes without type arguments have one",
          "Write a class of your own around it");
    }
    return Optional.empty();
  }

  private static Optional<Reasons.Reason> because(String reason, String remedy) {
    return Optional.of(new Reasons.Reason(reason, remedy));
  }
}

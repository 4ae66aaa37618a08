package dev.zproc.processor.type;

import dev.zproc.processor.condition.ScalarKind;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.type.Refusal.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/**
 * Finds out what the types of one accessor or launcher consist of, and refuses those that cannot
 * cross. Types must be resolved.
 *
 * <p>Threads: not safe; one per accessor or launcher.
 */
public final class ShapeReader {

  /**
   * Deeper type arguments are only found where a generic record holds itself with ever longer ones.
   */
  private static final int DEEPEST_ARGUMENTS = 16;

  private final Elements elements;
  private final Types types;
  private final String packageName;
  private final boolean inState;
  private final SerializerFinder serializers;
  private final Map<String, Definition> definitions = new LinkedHashMap<>();
  private final Set<String> open = new java.util.HashSet<>();
  private final List<Shape> roots = new ArrayList<>();

  /**
   * Makes a reader of what the methods of a class take and return.
   *
   * @param packageName where the generated code will be, which decides what it can name
   * @param owner what it is generated from
   */
  public static ShapeReader ofLauncher(
      Elements elements, Types types, String packageName, TypeElement owner) {
    return new ShapeReader(elements, types, packageName, owner, false);
  }

  /** Makes a reader of the keys of the state {@code owner}; the rest is the same. */
  public static ShapeReader ofState(
      Elements elements, Types types, String packageName, TypeElement owner) {
    return new ShapeReader(elements, types, packageName, owner, true);
  }

  private ShapeReader(
      Elements elements, Types types, String packageName, TypeElement owner, boolean inState) {
    this.inState = inState;
    this.elements = elements;
    this.types = types;
    this.packageName = packageName;
    this.serializers = new SerializerFinder(elements, types, packageName, owner);
  }

  /** What came of a type: exactly one of the two is present. */
  public sealed interface Outcome {}

  /** It can cross. */
  public record Accepted(Shape shape) implements Outcome {}

  /** It cannot. */
  public record Refused(Refusal refusal) implements Outcome {}

  /**
   * Reads {@code type}.
   *
   * @param root what a path begins with: the name of the parameter or key
   * @param declaring the method that has it
   */
  public Outcome read(TypeMirror type, String root, Element declaring) {
    return read(type, new TypePath(root, true, declaring));
  }

  /** Reads the type of the keys of the {@code StateMap} that {@code root} names. */
  public Outcome readMapKey(TypeMirror type, String root, Element declaring) {
    return read(type, new TypePath(root, true, declaring).inside(true));
  }

  /** Reads the type of the values of the {@code StateMap} that {@code root} names. */
  public Outcome readMapValue(TypeMirror type, String root, Element declaring) {
    return read(type, new TypePath(root, true, declaring).inside(false));
  }

  private Outcome read(TypeMirror type, TypePath path) {
    try {
      requireSerializers(path, path.declaring());
      Shape shape = shape(type, path);
      roots.add(shape);
      return new Accepted(shape);
    } catch (RefusedException e) {
      return new Refused(e.refusal());
    }
  }

  /** Everything accepted so far. */
  public Closure closure() {
    return new Closure(roots, definitions);
  }

  private Shape shape(TypeMirror type, TypePath path) throws RefusedException {
    if (type.getKind().isPrimitive()) {
      return new Shape.Scalar(ScalarKind.valueOf(type.getKind().name()), true);
    }
    return switch (type.getKind()) {
      case ARRAY -> {
        Shape component = shape(((ArrayType) type).getComponentType(), path.inside());
        JavaType java =
            component instanceof Shape.Scalar scalar && scalar.primitive()
                ? new JavaType.Primitive(scalar.kind().shown())
                : component.java();
        yield new Shape.ArrayOf(component, new JavaType.ArrayOf(java));
      }
      case DECLARED -> declared((DeclaredType) type, path);
      case WILDCARD ->
          throw refuse(type, path, "a wildcard does not say what it holds", "Name the type");
      case TYPEVAR ->
          throw refuse(
              type, path, "nobody knows what it will stand for", "Replace it with a concrete type");
      // All that can be missing here is an accessor that is only about to be generated.
      case ERROR ->
          throw refuse(type, path, Reasons.accessor().reason(), Reasons.accessor().remedy());
      default ->
          throw refuse(type, path, "it is no type that zproc knows", "Write a record instead");
    };
  }

  private Shape declared(DeclaredType type, TypePath path) throws RefusedException {
    TypeElement element = (TypeElement) type.asElement();
    String name = element.getQualifiedName().toString();
    if (name.equals("java.lang.String")) {
      return new Shape.Scalar(ScalarKind.STRING, false);
    }
    for (ScalarKind kind : ScalarKind.values()) {
      if (name.equals("java.lang." + kind.boxed())) {
        return new Shape.Scalar(kind, false);
      }
    }
    for (Shape.Kind kind : Shape.Kind.values()) {
      if (name.equals(kind.qualifiedName())) {
        return container(kind, type, path);
      }
    }
    if (KnownTypes.isJdk(name)) {
      return new Shape.Jdk(JavaTypes.of(element));
    }
    Optional<SerializerFinder.Found> serializer =
        element.getKind() == ElementKind.ENUM
            ? Optional.empty()
            : serializers.find(element, path.declaring());
    if (serializer.isPresent()) {
      return custom(type, element, serializer.get(), path);
    }
    boolean isSealed = element.getModifiers().contains(Modifier.SEALED);
    boolean isRecord = element.getKind() == ElementKind.RECORD;
    boolean isEnum = element.getKind() == ElementKind.ENUM;
    if (!isRecord && !isEnum && !isSealed) {
      Reasons.Reason why = Reasons.why(element, elements, types);
      String remedy =
          inState ? AtomicKey.remedy(type, path, types).orElse(why.remedy()) : why.remedy();
      throw refuse(type, path, why.reason(), remedy);
    }
    requireAccess(element, type, path);
    requireArguments(type, path);
    JavaType.Declared java = (JavaType.Declared) JavaTypes.of(type, types);
    if (depth(java) > DEEPEST_ARGUMENTS) {
      throw new RefusedException(
          new Refusal(
              Kind.NOT_TRANSFERABLE,
              path.shown(),
              Show.element(element),
              "its type arguments grow without end",
              "Let it hold itself as it is"));
    }
    if (isEnum) {
      definitions.putIfAbsent(java.binaryName(), new Definition.EnumOf(java, constants(element)));
    } else if (!definitions.containsKey(java.binaryName()) && open.add(java.binaryName())) {
      requireSerializers(path, element);
      TypePath within = path.into(Show.element(element), element);
      definitions.put(
          java.binaryName(),
          isRecord ? record(type, element, java, within) : sealed(type, element, java, within));
    }
    return new Shape.Named(java);
  }

  /** A class that the user lets in with a serializer; what crosses is the serializer's form. */
  private Shape custom(
      DeclaredType type, TypeElement element, SerializerFinder.Found found, TypePath path)
      throws RefusedException {
    requireAccess(element, type, path);
    requireSerializers(path, element);
    JavaType.Declared java = JavaTypes.of(element);
    JavaType.Declared serializer = JavaTypes.of(found.serializer());
    Definition known = definitions.get(java.binaryName());
    if (known == null && open.add(java.binaryName())) {
      if (types.isSameType(found.form(), type)) {
        throw refuse(
            found.use(),
            "it turns a value into the same again",
            "Let its form be another type",
            path);
      }
      // What is named beside the serializer holds for its form, too.
      TypePath within = path.into(Show.element(element), found.use().annotated());
      Shape form = shape(found.form(), within.as(found.serializer().getSimpleName().toString()));
      definitions.put(java.binaryName(), new Definition.SerializedBy(java, serializer, form));
    } else if (known instanceof Definition.SerializedBy by && !by.serializer().equals(serializer)) {
      throw refuse(
          found.use(),
          "'"
              + Show.element(element)
              + "' has the serializer '"
              + by.serializer().simpleName()
              + "' elsewhere in what crosses here",
          "Use one for both",
          path);
    }
    return new Shape.Named(java);
  }

  private void requireSerializers(TypePath path, Element declaring) throws RefusedException {
    Optional<SerializerFinder.Fault> fault = serializers.fault(declaring);
    if (fault.isPresent()) {
      Reasons.Reason why = fault.get().why();
      throw refuse(fault.get().use(), why.reason(), why.remedy(), path);
    }
  }

  private Shape container(Shape.Kind kind, DeclaredType type, TypePath path)
      throws RefusedException {
    requireArguments(type, path);
    List<Shape> inner = new ArrayList<>();
    for (TypeMirror argument : type.getTypeArguments()) {
      boolean isMap = kind == Shape.Kind.MAP;
      inner.add(shape(argument, isMap ? path.inside(inner.isEmpty()) : path.inside()));
    }
    JavaType.Declared raw = JavaTypes.of((TypeElement) type.asElement());
    return new Shape.Container(
        kind,
        inner,
        new JavaType.Declared(
            raw.packageName(), raw.simpleNames(), inner.stream().map(Shape::java).toList()));
  }

  private Definition record(
      DeclaredType type, TypeElement element, JavaType.Declared java, TypePath path)
      throws RefusedException {
    List<Definition.Component> components = new ArrayList<>();
    for (RecordComponentElement component : element.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      if (component.getAccessor() == null) {
        // After an error of ours javac would not come to telling this itself.
        throw refuse(
            component.asType(),
            path.component(name),
            "Java allows no record component with this name",
            "Choose another one");
      }
      TypeMirror declared =
          ((ExecutableType) types.asMemberOf(type, component.getAccessor())).getReturnType();
      Shape shape = shape(declared, path.component(name));
      components.add(
          new Definition.Component(
              name,
              shape instanceof Shape.Scalar scalar && scalar.primitive()
                  ? new JavaType.Primitive(scalar.kind().shown())
                  : shape.java(),
              shape));
    }
    return new Definition.RecordOf(java, components);
  }

  private Definition sealed(
      DeclaredType type, TypeElement element, JavaType.Declared java, TypePath path)
      throws RefusedException {
    if (element.getKind() == ElementKind.CLASS
        && !element.getModifiers().contains(Modifier.ABSTRACT)) {
      throw refuse(type, path, "it has values that are no records", "Make it a sealed interface");
    }
    List<Shape.Named> permitted = new ArrayList<>();
    for (TypeMirror subclass : element.getPermittedSubclasses()) {
      TypeElement subElement = (TypeElement) ((DeclaredType) subclass).asElement();
      TypePath within = path.as(subElement.getSimpleName().toString());
      if (subElement.getModifiers().contains(Modifier.NON_SEALED)) {
        throw refuse(
            subclass,
            within,
            "it is non-sealed, so anyone may extend it",
            "Seal it, or make it a record");
      }
      Subtypes.View view = Subtypes.view(subElement, type, types);
      if (view.undetermined()) {
        throw refuse(
            subclass,
            within,
            "'" + Show.type(type) + "' does not determine its type arguments",
            "Drop the extra type variables");
      }
      if (view.type() != null) {
        permitted.add((Shape.Named) shape(view.type(), within));
      }
    }
    return new Definition.SealedOf(java, permitted);
  }

  private static List<String> constants(TypeElement element) {
    return element.getEnclosedElements().stream()
        .filter(e -> e.getKind() == ElementKind.ENUM_CONSTANT)
        .map(Element::getSimpleName)
        .map(Object::toString)
        .toList();
  }

  private static int depth(JavaType type) {
    if (type instanceof JavaType.ArrayOf array) {
      return depth(array.component());
    }
    return type instanceof JavaType.Declared declared
        ? declared.arguments().stream().mapToInt(argument -> 1 + depth(argument)).max().orElse(0)
        : 0;
  }

  private void requireArguments(DeclaredType type, TypePath path) throws RefusedException {
    TypeElement element = (TypeElement) type.asElement();
    if (type.getTypeArguments().size() != element.getTypeParameters().size()) {
      String name = element.getSimpleName().toString();
      throw refuse(
          type,
          path,
          "it is a raw type, which does not say what it holds",
          "Write its type arguments, as in '" + name + "<" + argumentHint(element) + ">'");
    }
  }

  private static String argumentHint(TypeElement element) {
    return String.join(
        ", ", java.util.Collections.nCopies(element.getTypeParameters().size(), "String"));
  }

  private void requireAccess(TypeElement element, DeclaredType type, TypePath path)
      throws RefusedException {
    if (!JavaTypes.isAccessible(element, packageName)) {
      throw new RefusedException(Refusal.inaccessible(element, path.shown(), Show.type(type)));
    }
  }

  private RefusedException refuse(TypeMirror type, TypePath path, String reason, String remedy) {
    return new RefusedException(
        new Refusal(Kind.NOT_TRANSFERABLE, path.shown(), Show.type(type), reason, remedy));
  }

  private static RefusedException refuse(
      SerializerUse use, String reason, String remedy, TypePath path) {
    return new RefusedException(
        new Refusal(
            Kind.BAD_SERIALIZER,
            path.shown(),
            Show.element(Objects.requireNonNull(use.serializer())),
            reason,
            remedy,
            use));
  }
}

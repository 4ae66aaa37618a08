package dev.zproc.processor.read;

import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.Origin;
import dev.zproc.processor.model.StateModel;
import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.type.Closure;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.JavaTypes;
import dev.zproc.processor.type.ShapeReader;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * Reads a {@code @State} interface.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
public final class StateReader {

  private final Tools tools;

  public StateReader(Tools tools) {
    this.tools = tools;
  }

  /** Reads {@code type}, which must be resolved; what is wrong is reported and makes it broken. */
  public StateModel read(TypeElement type) {
    Place place = tools.reporter().about(type);
    AnnotationUse annotation =
        AnnotationUse.find(type, KnownNames.STATE, tools.elements()).orElseThrow();
    JavaType.Declared java = JavaTypes.of(type);
    Origin origin = tools.origins().of(type);
    String accessor = accessor(type, java, annotation, place);
    ShapeReader shapes =
        ShapeReader.ofState(tools.elements(), tools.types(), origin.packageName(), type);
    List<KeyModel> keys =
        isUsable(type, accessor, place)
            ? new KeyReader(tools, shapes, place).read(type)
            : List.of();
    if (keys.isEmpty() && !place.hasErrors()) {
      place.report(Problem.EMPTY_STATE, Show.element(type));
    }
    String namespace = namespace(type, annotation, place);
    return new StateModel(
        origin,
        java,
        accessor,
        namespace.isEmpty() ? java.className() : namespace,
        keys,
        place.hasErrors() ? Closure.EMPTY : shapes.closure(),
        nestedTypes(type),
        !JavaTypes.isPrivate(type),
        place.hasErrors());
  }

  /** The simple name of the accessor of {@code type}, whatever else is wrong with that. */
  public String accessor(TypeElement type) {
    String named =
        AnnotationUse.find(type, KnownNames.STATE, tools.elements())
            .map(annotation -> annotation.string("accessor"))
            .orElse("");
    return Names.accessor(JavaTypes.of(type), named);
  }

  private static String namespace(TypeElement type, AnnotationUse annotation, Place place) {
    String namespace = annotation.string("namespace");
    Place value = place.at(type, annotation.mirror(), annotation.written("namespace"));
    if (ReservedNames.isReservedNamespace(namespace)) {
      value.report(
          Problem.BAD_NAMESPACE,
          namespace,
          "it is reserved for zproc itself",
          "Choose another name");
    } else if (!namespace.equals(namespace.strip())
        || namespace.chars().anyMatch(Character::isISOControl)) {
      value.report(
          Problem.BAD_NAMESPACE,
          namespace.replaceAll("\\p{Cntrl}", "?"),
          "it begins or ends with a blank, or holds a control character",
          "Leave that out");
    }
    return namespace;
  }

  private String accessor(
      TypeElement type, JavaType.Declared java, AnnotationUse annotation, Place place) {
    String named = annotation.string("accessor");
    String accessor = Names.accessor(java, named);
    if (!named.isEmpty() && !accessor.equals(named)) {
      place
          .at(type, annotation.mirror(), annotation.written("accessor"))
          .report(Problem.BAD_ACCESSOR, named);
    } else if (Names.isTooLong(accessor)) {
      place.report(
          Problem.NAME_TOO_LONG,
          accessor,
          Names.fileNameBytes(accessor),
          "@State(accessor = \"…\")");
    }
    return accessor;
  }

  /** Whether an accessor could implement it at all, whatever its keys. */
  private boolean isUsable(TypeElement type, String accessor, Place place) {
    if (type.getKind() != ElementKind.INTERFACE) {
      String kind = type.getKind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
      place.report(Problem.STATE_NOT_INTERFACE, kind, Show.element(type));
    } else if (type.getModifiers().contains(Modifier.SEALED)) {
      place.report(Problem.SEALED_STATE, Show.element(type), accessor);
    } else if (JavaTypes.isPrivate(type)) {
      place.report(Problem.PRIVATE_STATE, Show.element(type), accessor);
    } else {
      Optional<? extends TypeParameterElement> parameter =
          type.getTypeParameters().stream().findFirst();
      parameter.ifPresent(
          p ->
              place.report(
                  Problem.GENERIC_STATE, Show.element(type), Show.element(p), Show.element(p)));
      return parameter.isEmpty();
    }
    return false;
  }

  /**
   * A class that implements the interface inherits these names, so source in it must not use them.
   */
  private List<String> nestedTypes(TypeElement type) {
    TreeSet<String> names = new TreeSet<>();
    collectNested(type, names);
    return List.copyOf(names);
  }

  private void collectNested(TypeElement type, TreeSet<String> names) {
    for (Element member : type.getEnclosedElements()) {
      if (member instanceof TypeElement) {
        names.add(member.getSimpleName().toString());
      }
    }
    for (TypeMirror supertype : type.getInterfaces()) {
      collectNested((TypeElement) ((DeclaredType) supertype).asElement(), names);
    }
  }
}

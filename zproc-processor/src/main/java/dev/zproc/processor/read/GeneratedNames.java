package dev.zproc.processor.read;

import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.report.Suggestions;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.JavaTypes;
import dev.zproc.processor.type.Visibility;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Explains names of accessors and launchers that nobody generates, because they are called
 * otherwise: the compiler says no more of them than that it cannot find them.
 *
 * <p>Threads: not safe; used by the compiler's thread, in all rounds.
 */
public final class GeneratedNames {

  /**
   * A class that is generated.
   *
   * @param what whose it is: {@code the accessor of 'Kitchen.Bakery'}
   * @param from what it is generated from, as messages show it
   * @param isPublic whether other packages may name it
   */
  private record Known(
      String packageName, String name, String what, String from, boolean isPublic) {

    String qualifiedName() {
      return packageName.isEmpty() ? name : packageName + "." + name;
    }
  }

  /** By what somebody may take for the name. */
  private final Map<String, Known> meant = new LinkedHashMap<>();

  private final Map<String, Known> known = new LinkedHashMap<>();

  /** Learns what the accessor of {@code state} is called. */
  public void addState(TypeElement state, Tools tools) {
    JavaType.Declared accessor = tools.states().reference(state).accessor();
    add(state, accessor.simpleName(), "State", "accessor");
  }

  /** Learns what the launcher of {@code owner} is called. */
  public void addOwner(TypeElement owner) {
    String launcher = LauncherReader.launcher(owner);
    add(owner, launcher, "Launcher", "launcher");
  }

  private void add(TypeElement type, String name, String suffix, String kind) {
    JavaType.Declared java = JavaTypes.of(type);
    Known generated = known(java.packageName(), name, kind, type);
    known.put(name, generated);
    List<String> names = java.simpleNames();
    for (int from = 0; from < names.size(); from++) {
      List<String> inner = names.subList(from, names.size());
      meant.putIfAbsent(String.join("_", inner) + suffix, generated);
      meant.putIfAbsent(String.join("", inner) + suffix, generated);
    }
  }

  private static Known known(String packageName, String name, String kind, TypeElement from) {
    String shown = Show.element(from);
    return new Known(
        packageName, name, "the " + kind + " of '" + shown + "'", shown, JavaTypes.isPublic(from));
  }

  /** Reports the wrong names in the signatures of {@code type} and of what it declares. */
  public void check(TypeElement type, Tools tools) {
    boolean isRecord = type.getKind() == ElementKind.RECORD;
    for (Element member : type.getEnclosedElements()) {
      if (member instanceof TypeElement nested) {
        check(nested, tools);
      } else if (member instanceof ExecutableElement method && !isRecord) {
        Place place = tools.reporter().about(method);
        look(method.getReturnType(), type, place, tools);
        method.getParameters().forEach(p -> look(p.asType(), type, place.at(p), tools));
      } else if (member.getKind().isField()) {
        // Of a record too: javac gives its components no line.
        look(member.asType(), type, tools.reporter().about(member), tools);
      }
    }
  }

  private void look(TypeMirror mentioned, TypeElement from, Place place, Tools tools) {
    if (mentioned.getKind() == TypeKind.ARRAY) {
      look(((ArrayType) mentioned).getComponentType(), from, place, tools);
    } else if (mentioned.getKind() == TypeKind.DECLARED) {
      ((DeclaredType) mentioned)
          .getTypeArguments()
          .forEach(argument -> look(argument, from, place, tools));
    } else if (mentioned.getKind() == TypeKind.ERROR) {
      String wrong = ((DeclaredType) mentioned).asElement().getSimpleName().toString();
      Known same = known.get(wrong);
      if (same == null) {
        find(wrong, from, tools)
            .ifPresent(
                right ->
                    place.report(
                        Problem.UNKNOWN_GENERATED,
                        wrong,
                        right.what() + " is called '" + right.name() + "'",
                        "Write '" + right.name() + "'"));
      } else if (!same.packageName().equals(JavaTypes.packageOf(from))
          && Visibility.isVisible(tools.elements(), from, same.qualifiedName())) {
        place.report(
            Problem.UNKNOWN_GENERATED,
            wrong,
            same.what()
                + (" is in the package '" + same.packageName() + "'")
                + (same.isPublic() ? "" : ", and not public, since '" + same.from() + "' is not"),
            (same.isPublic() ? "Import " : "Make '" + same.from() + "' public, and import ")
                + ("'" + same.qualifiedName() + "'"));
      }
    }
  }

  private Optional<Known> find(String wrong, TypeElement from, Tools tools) {
    if (!wrong.endsWith("State") && !wrong.endsWith("Launcher")) {
      return Optional.ofNullable(meant.get(wrong));
    }
    return Optional.ofNullable(meant.get(wrong))
        .or(() -> compiledBefore(wrong, from, tools))
        .or(() -> Suggestions.closest(wrong, known.keySet()).map(known::get));
  }

  /** An accessor of the same package that is there already, from an earlier compilation. */
  private static Optional<Known> compiledBefore(String wrong, TypeElement from, Tools tools) {
    for (Element member : tools.elements().getPackageOf(from).getEnclosedElements()) {
      if (member instanceof TypeElement type
          && type.getSimpleName().toString().endsWith("_" + wrong)) {
        Optional<TypeElement> state =
            tools.states().asAccessor(type.asType()).flatMap(States.AccessorUse::state);
        if (state.isPresent()) {
          return Optional.of(
              known(
                  JavaTypes.packageOf(type),
                  type.getSimpleName().toString(),
                  "accessor",
                  state.get()));
        }
      }
    }
    return Optional.empty();
  }
}

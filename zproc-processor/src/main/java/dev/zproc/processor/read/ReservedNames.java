package dev.zproc.processor.read;

import dev.zproc.processor.type.Visibility;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;

/**
 * The names that accessors and launchers keep for themselves, those that later versions will need
 * included.
 */
final class ReservedNames {

  /** Of every accessor: generated into it, or planned for its superclass. */
  private static final Set<String> ACCESSOR =
      Set.of(
          "atomically",
          "atomicallyGet",
          "await",
          "clear",
          "draft",
          "fork",
          "history",
          "meta",
          "namespace",
          "of",
          "ping",
          "snapshot",
          "snapshotAt",
          "space",
          "watch");

  private static final Set<String> LAUNCHER = Set.of("main", "startAll");

  /** What a class cannot declare once more, static and without parameters. */
  private static final Set<String> OBJECT =
      Set.of(
          "clone", "finalize", "getClass", "hashCode", "notify", "notifyAll", "toString", "wait");

  /** Where zproc keeps what it knows of a program. */
  private static final Set<String> NAMESPACES =
      Set.of("zproc.background", "zproc.sessions", "zproc.tasks");

  private ReservedNames() {}

  /** Whether the runtime would refuse the namespace. */
  static boolean isReservedNamespace(String name) {
    return NAMESPACES.contains(name);
  }

  /** Whether an accessor can have no cell of this name. */
  static boolean isReservedKey(String name, TypeElement state, Tools tools) {
    Set<String> reserved = new HashSet<>(ACCESSOR);
    TypeElement accessor = Visibility.find(tools.elements(), state, KnownNames.ACCESSOR);
    if (accessor != null) {
      for (Element member : accessor.getEnclosedElements()) {
        if (member.getKind() == ElementKind.METHOD) {
          reserved.add(member.getSimpleName().toString());
        }
      }
    }
    return reserved.contains(name) || OBJECT.contains(name);
  }

  /** Whether what all snapshots and drafts inherit keeps a state from having {@code method}. */
  static boolean isReservedDefault(ExecutableElement method, TypeElement state, Tools tools) {
    TypeElement values = Visibility.find(tools.elements(), state, KnownNames.STATE_VALUES);
    return values != null
        && ElementFilter.methodsIn(values.getEnclosedElements()).stream()
            .filter(own -> own.getModifiers().contains(Modifier.PROTECTED))
            .filter(own -> own.getSimpleName().equals(method.getSimpleName()))
            .anyMatch(own -> own.getParameters().size() == method.getParameters().size());
  }

  /** Whether a launcher can have no factory of this name with these parameters. */
  static boolean isReservedFactory(String name, List<String> parameterTypes) {
    return LAUNCHER.contains(name)
        || (OBJECT.contains(name) && parameterTypes.isEmpty())
        || (name.equals("wait")
            && (parameterTypes.equals(List.of("long"))
                || parameterTypes.equals(List.of("long", "int"))));
  }
}

package dev.zproc.processor.read;

import dev.zproc.processor.model.ChildModel;
import dev.zproc.processor.model.LauncherModel;
import dev.zproc.processor.model.Origin;
import dev.zproc.processor.report.Place;
import dev.zproc.processor.report.Problem;
import dev.zproc.processor.report.Show;
import dev.zproc.processor.type.Closure;
import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.JavaTypes;
import dev.zproc.processor.type.ShapeReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/**
 * Reads a class with {@code @ChildProcess} methods.
 *
 * <p>Threads: not safe; used by the compiler's thread.
 */
public final class LauncherReader {

  private static final String SET_NAME = "@ChildProcess(name = \"…\")";

  private final Tools tools;

  public LauncherReader(Tools tools) {
    this.tools = tools;
  }

  /**
   * Reads the {@code methods} of {@code owner}, all resolved, in the order of their declaration.
   */
  public LauncherModel read(TypeElement owner, List<ExecutableElement> methods) {
    JavaType.Declared java = JavaTypes.of(owner);
    Origin origin = tools.origins().of(owner);
    ShapeReader shapes =
        ShapeReader.ofLauncher(tools.elements(), tools.types(), origin.packageName(), owner);
    Map<String, Named> names = new HashMap<>();
    Map<Signature, ExecutableElement> factories = new HashMap<>();
    List<ChildModel> children = new ArrayList<>();
    boolean broken = false;
    for (ExecutableElement method : methods) {
      Place place = tools.reporter().about(method);
      ChildModel child = new ChildReader(tools, owner, java, shapes, method, place).read();
      if (isNameFree(child.main(), method, names, place)
          && isFactoryFree(java, child, method, factories, place)) {
        children.add(child);
      }
      broken |= place.hasErrors();
    }
    return new LauncherModel(
        origin,
        java,
        Names.launcher(java),
        children,
        broken ? List.of() : StateUses.of(methods, tools),
        broken ? Closure.EMPTY : shapes.closure(),
        broken);
  }

  /** The simple name of the launcher of {@code owner}. */
  public static String launcher(TypeElement owner) {
    return Names.launcher(JavaTypes.of(owner));
  }

  /** A factory as the class file has it. */
  private record Signature(String name, List<JavaType> parameters) {}

  /** A keyword gets a '_' behind it, so 'new' and 'new_' have one factory, but two main classes. */
  private static boolean isFactoryFree(
      JavaType.Declared owner,
      ChildModel child,
      ExecutableElement method,
      Map<Signature, ExecutableElement> factories,
      Place place) {
    List<JavaType> parameters =
        child.arguments().stream().map(argument -> argument.type().raw()).toList();
    ExecutableElement other =
        factories.putIfAbsent(new Signature(child.factory(), parameters), method);
    if (other != null) {
      place.report(
          Problem.SAME_GENERATED_NAME,
          Show.signature(other),
          Show.signature(method),
          Names.launcher(owner) + "." + child.factory() + "(…)",
          SET_NAME);
    }
    return other == null;
  }

  private record Named(String main, ExecutableElement method) {}

  private boolean isNameFree(
      String main, ExecutableElement method, Map<String, Named> names, Place place) {
    Named other = names.putIfAbsent(main.toLowerCase(Locale.ROOT), new Named(main, method));
    if (other != null && other.main.equals(main)) {
      place.report(
          Problem.SAME_GENERATED_NAME,
          Show.signature(other.method),
          Show.signature(method),
          main,
          SET_NAME);
    } else if (other != null) {
      place.report(Problem.CASE_ONLY_DIFFERENCE, main, other.main, SET_NAME);
    } else if (Names.isTooLong(main)) {
      place.report(Problem.NAME_TOO_LONG, main, Names.fileNameBytes(main), SET_NAME);
    } else {
      return true;
    }
    return false;
  }
}

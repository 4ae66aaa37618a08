package dev.zproc.processor.model;

import dev.zproc.processor.type.Closure;
import dev.zproc.processor.type.JavaType;
import java.util.List;

/**
 * A class with {@code @ChildProcess} methods.
 *
 * @param name the simple name of the launcher
 * @param states what they share; none in a stub
 * @param broken whether an error was reported about any of the methods, so that only stubs are
 *     written
 */
public record LauncherModel(
    Origin origin,
    JavaType.Declared owner,
    String name,
    List<ChildModel> children,
    List<StateUseModel> states,
    Closure closure,
    boolean broken) {

  public LauncherModel {
    children = List.copyOf(children);
    states = List.copyOf(states);
  }
}

package dev.zproc.processor.model;

import dev.zproc.processor.type.JavaType;
import dev.zproc.processor.type.Shape;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A {@code @ChildProcess} method.
 *
 * @param method the name of the method
 * @param name the name of the process
 * @param main the simple name of the main class
 * @param factory the name of the launcher's factory
 * @param factoryReserved whether the launcher cannot have that factory; never outside a stub
 * @param isStatic whether it is called on the class
 * @param result what it returns, boxed; {@code Void} for nothing
 * @param resultShape null if it returns nothing, or in a stub
 * @param returnsValue false for {@code void}
 * @param varargs whether the last argument of the factory takes any number
 * @param setups what makes the {@link ParameterModel.Kept} parameters
 * @param spawn null in a stub
 * @param waiting null without {@code @WaitFor}, and in a stub
 */
public record ChildModel(
    String method,
    String name,
    String main,
    String factory,
    boolean factoryReserved,
    boolean isStatic,
    JavaType result,
    @Nullable Shape resultShape,
    boolean returnsValue,
    List<ParameterModel> parameters,
    boolean varargs,
    List<SetupModel> setups,
    @Nullable SpawnModel spawn,
    @Nullable WaitModel waiting) {

  public ChildModel {
    parameters = List.copyOf(parameters);
    setups = List.copyOf(setups);
  }

  /** The parameters that the factory takes, in order. */
  public List<ParameterModel.Argument> arguments() {
    List<ParameterModel.Argument> arguments = new ArrayList<>();
    for (ParameterModel parameter : parameters) {
      if (parameter instanceof ParameterModel.Argument argument) {
        arguments.add(argument);
      }
    }
    return arguments;
  }

  /** The states whose snapshots the method takes, each once. */
  public List<StateRef> snapshots() {
    Set<StateRef> states = new LinkedHashSet<>();
    for (ParameterModel parameter : parameters) {
      if (parameter instanceof ParameterModel.Snapshot snapshot) {
        states.add(snapshot.state());
      }
    }
    return List.copyOf(states);
  }
}

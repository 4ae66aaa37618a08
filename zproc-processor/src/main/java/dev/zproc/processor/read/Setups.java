package dev.zproc.processor.read;

import dev.zproc.processor.model.ParameterModel;
import dev.zproc.processor.model.SetupModel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.VariableElement;

/**
 * What {@code setup} of {@code @ChildProcess} names, checked.
 *
 * @param parameters those of the method that get what a set-up makes
 * @param isComplete whether each set-up has its parameter; if not, an error was reported
 */
record Setups(
    List<SetupModel> models,
    Map<VariableElement, ParameterModel.Kept> parameters,
    boolean isComplete) {

  static final Setups NONE = new Setups(List.of(), Map.of(), true);

  Setups {
    models = List.copyOf(models);
    parameters = Map.copyOf(parameters);
  }

  Set<VariableElement> kept() {
    return parameters.keySet();
  }

  Optional<ParameterModel.Kept> find(VariableElement parameter) {
    return Optional.ofNullable(parameters.get(parameter));
  }
}

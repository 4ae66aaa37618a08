package dev.zproc.processor.read;

import dev.zproc.processor.model.KeyModel;
import dev.zproc.processor.model.StateUseModel;
import dev.zproc.processor.type.JavaTypes;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeMirror;

/**
 * Finds the states that the child processes of a class use, in the order in which they mention
 * them.
 */
final class StateUses {

  private StateUses() {}

  static List<StateUseModel> of(List<ExecutableElement> methods, Tools tools) {
    States states = tools.states();
    Set<TypeElement> used = new LinkedHashSet<>();
    for (ExecutableElement method : methods) {
      for (VariableElement parameter : method.getParameters()) {
        states
            .asAccessor(parameter.asType())
            .flatMap(States.AccessorUse::state)
            .ifPresent(used::add);
        states.asInterface(parameter.asType()).ifPresent(used::add);
      }
      for (ExecutableElement setup : SetupReader.named(method, tools.elements())) {
        setup
            .getParameters()
            .forEach(
                parameter ->
                    states
                        .asAccessor(parameter.asType())
                        .flatMap(States.AccessorUse::state)
                        .ifPresent(used::add));
      }
      AnnotationUse.find(method, KnownNames.WAIT_FOR, tools.elements())
          .map(wait -> wait.value("state", TypeMirror.class))
          .flatMap(states::asInterface)
          .ifPresent(used::add);
    }
    return used.stream().map(state -> use(state, tools)).toList();
  }

  private static StateUseModel use(TypeElement state, Tools tools) {
    List<StateUseModel.Key> keys = new ArrayList<>();
    for (KeyMethod key : KeyMethod.of(state, tools)) {
      keys.add(
          new StateUseModel.Key(
              key.name(), JavaTypes.of(key.type(), tools.types()), kind(key, tools)));
    }
    String namespace =
        AnnotationUse.find(state, KnownNames.STATE, tools.elements())
            .map(annotation -> annotation.string("namespace"))
            .filter(name -> !name.isEmpty())
            .orElseGet(() -> JavaTypes.of(state).className());
    return new StateUseModel(tools.states().reference(state), namespace, keys);
  }

  /** Not by {@code @Nullable}, which javac before 22 does not show of class files. */
  private static KeyModel.Kind kind(KeyMethod key, Tools tools) {
    if (tools.states().isNamed(key.type(), KnownNames.STATE_MAP)) {
      return KeyModel.Kind.MAP;
    }
    if (key.isDefault()) {
      return KeyModel.Kind.INITIAL;
    }
    boolean zero =
        !new ConditionTypes(tools.types(), "").of(key.type()).isReference()
            || (!key.isNullable() && isContainer(key, tools));
    return zero ? KeyModel.Kind.ZERO : KeyModel.Kind.NULLABLE;
  }

  private static boolean isContainer(KeyMethod key, Tools tools) {
    return new ConditionTypes(tools.types(), "").of(key.type())
        instanceof dev.zproc.processor.condition.Type.Container;
  }
}

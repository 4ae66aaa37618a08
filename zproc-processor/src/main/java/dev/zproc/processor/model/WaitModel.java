package dev.zproc.processor.model;

import dev.zproc.processor.condition.Condition;
import dev.zproc.processor.type.Shape;
import java.util.List;
import java.util.Map;

/**
 * {@code @WaitFor}, checked.
 *
 * @param states what the condition's indexes of states mean
 * @param onFailure a constant of {@code FailedRun}
 * @param keys for each state the names of its keys, by index
 * @param enums the enums of the condition's constants, by qualified name
 */
public record WaitModel(
    Condition condition,
    List<StateRef> states,
    List<List<String>> keys,
    Map<String, Shape.Named> enums,
    String source,
    boolean repeat,
    boolean live,
    boolean includeOwn,
    String onFailure,
    long timeoutMillis) {

  public WaitModel {
    states = List.copyOf(states);
    keys = List.copyOf(keys);
    enums = Map.copyOf(enums);
  }
}

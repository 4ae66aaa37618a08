package dev.zproc.processor.model;

import dev.zproc.processor.type.JavaType;
import java.util.List;

/**
 * A method that makes a value for each process.
 *
 * @param method its name
 * @param type what it returns
 * @param parameters contexts and accessors only
 */
public record SetupModel(String method, JavaType type, List<ParameterModel> parameters) {

  public SetupModel {
    parameters = List.copyOf(parameters);
  }
}

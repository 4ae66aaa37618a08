package dev.zproc.processor.model;

import dev.zproc.processor.type.Closure;
import dev.zproc.processor.type.JavaType;
import java.util.List;

/**
 * A {@code @State} interface.
 *
 * @param accessor the simple name of the accessor
 * @param nestedTypes the simple names of the types that the interface's implementations inherit
 * @param nameable whether the accessor can name the interface; always true outside a stub
 * @param broken whether an error was reported, so that only a stub is written
 */
public record StateModel(
    Origin origin,
    JavaType.Declared type,
    String accessor,
    String namespace,
    List<KeyModel> keys,
    Closure closure,
    List<String> nestedTypes,
    boolean nameable,
    boolean broken) {

  public StateModel {
    keys = List.copyOf(keys);
    nestedTypes = List.copyOf(nestedTypes);
  }
}

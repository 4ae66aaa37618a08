package dev.zproc.runtime.internal.schema;

import dev.zproc.runtime.internal.wait.View;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.StateSchema;
import java.util.List;

/** The states that were captured at one revision, with the arguments of a call. */
public final class CapturedMoment implements Moment {

  private final List<Namespace<?>> namespaces;
  private final View view;
  private final Arguments arguments;

  public CapturedMoment(List<Namespace<?>> namespaces, View view, Arguments arguments) {
    this.namespaces = namespaces;
    this.view = view;
    this.arguments = arguments;
  }

  // A namespace makes snapshots of the type of its schema.
  @SuppressWarnings("unchecked")
  @Override
  public <S> S snapshot(StateSchema<S> schema) {
    for (Namespace<?> namespace : namespaces) {
      if (namespace.schema == schema) {
        return ((Namespace<S>) namespace).snapshot(view);
      }
    }
    throw new IllegalArgumentException(schema + " was not captured; name it in snapshots()");
  }

  @SuppressWarnings("TypeParameterUnusedInFormals")
  @Override
  public <T> T argument(int index) {
    return arguments.argument(index);
  }
}

package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.StateSchema;

/**
 * What the method gets: a moment, and the child's context.
 *
 * <p>Threads: used by the main thread of the child.
 */
record ChildInvocation(Moment moment, Object api) implements Invocation {

  @Override
  public <T> T context(Class<T> type) {
    return type.cast(api);
  }

  @Override
  public <S> S snapshot(StateSchema<S> schema) {
    return moment.snapshot(schema);
  }

  @Override
  public <T> T argument(int index) {
    return moment.argument(index);
  }
}

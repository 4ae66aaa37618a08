package dev.zproc.runtime.internal.child;

import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.Moment;
import dev.zproc.runtime.spi.StateSchema;
import org.jspecify.annotations.Nullable;

/**
 * What the method gets: a moment, the child's context, and what is set up in the process.
 *
 * <p>Threads: used by the main thread of the child.
 *
 * @param setups the values of {@link SetupValues#of}
 */
public record ChildInvocation(Moment moment, Object api, @Nullable Object[] setups)
    implements Invocation {

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

  @Override
  @SuppressWarnings("unchecked") // generated code asks for the type that the method returns
  public <T> T setup(int index) {
    return (T) setups[index];
  }
}

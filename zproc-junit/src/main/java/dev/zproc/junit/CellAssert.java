package dev.zproc.junit;

import dev.zproc.runtime.state.Key;
import dev.zproc.runtime.state.Observed;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An assertion on a cell; see {@link ZProcAssertions}.
 *
 * @param <T> its value, boxed
 */
public final class CellAssert<T extends @Nullable Object>
    extends EventualAssert<CellAssert<T>, Key, T> {

  CellAssert(Key actual, Supplier<Observed<T>> observing) {
    super(actual, CellAssert.class, observing);
  }

  /** Waits until the value equals {@code expected}, arrays by their elements. */
  public CellAssert<T> eventuallyEquals(T expected) {
    return eventually(value -> Objects.deepEquals(value, expected), "equal to " + shown(expected));
  }
}

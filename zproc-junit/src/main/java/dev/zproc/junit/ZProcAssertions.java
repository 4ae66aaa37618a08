package dev.zproc.junit;

import dev.zproc.runtime.state.Accessor;
import dev.zproc.runtime.state.BooleanCell;
import dev.zproc.runtime.state.Cell;
import dev.zproc.runtime.state.DoubleCell;
import dev.zproc.runtime.state.IntCell;
import dev.zproc.runtime.state.ListCell;
import dev.zproc.runtime.state.LongCell;
import dev.zproc.runtime.state.Observed;
import dev.zproc.runtime.state.StateMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Assertions on what a state is to become, in the manner of AssertJ, which has to be on the class
 * path. They may be imported beside AssertJ's own:
 *
 * <pre>{@code
 * assertThat(bakery.cookies()).eventuallyEquals(5);
 * assertThat(bakery.cookies()).within(Duration.ofSeconds(30)).eventually(n -> n > 5);
 * assertThat(bakery.orders()).eventuallyContains("ann", order);
 * assertThat(bakery).eventually(b -> b.cookies() > 5 && b.price() < 4);
 * }</pre>
 *
 * <p>Each waits by a watch, for 10 s unless {@code within} says otherwise. It looks at every
 * revision, beginning with what the accessor has last seen, so it also finds what held for a moment
 * only; the accessor has then seen the revision at which it did. The error tells what the values
 * were, with their revisions, and what all processes wait for.
 *
 * <p>An assertion ends early with what its predicate throws, with {@link
 * dev.zproc.runtime.failure.WaitInterruptedException} when the thread is interrupted, and with
 * {@link dev.zproc.runtime.failure.ServerGoneException} when the server is gone.
 */
public final class ZProcAssertions {

  private ZProcAssertions() {}

  public static <T extends @Nullable Object> CellAssert<T> assertThat(Cell<T> actual) {
    return new CellAssert<>(actual, () -> Observed.of(actual));
  }

  public static CellAssert<Integer> assertThat(IntCell actual) {
    return new CellAssert<>(actual, () -> Observed.of(actual));
  }

  public static CellAssert<Long> assertThat(LongCell actual) {
    return new CellAssert<>(actual, () -> Observed.of(actual));
  }

  public static CellAssert<Double> assertThat(DoubleCell actual) {
    return new CellAssert<>(actual, () -> Observed.of(actual));
  }

  public static CellAssert<Boolean> assertThat(BooleanCell actual) {
    return new CellAssert<>(actual, () -> Observed.of(actual));
  }

  public static <E> CellAssert<List<E>> assertThat(ListCell<E> actual) {
    return new CellAssert<>(actual, () -> Observed.of(actual));
  }

  public static <K, V> StateMapAssert<K, V> assertThat(StateMap<K, V> actual) {
    return new StateMapAssert<>(actual);
  }

  /** On a state as a whole: {@code actual} is its generated accessor. */
  public static <S> StateAssert<S> assertThat(Accessor<S, ?, ?> actual) {
    return new StateAssert<>(actual);
  }
}

package dev.zproc.runtime.state;

import dev.zproc.runtime.spi.DraftView;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What every generated accessor can do with its state as a whole.
 *
 * @param <S> the {@code @State} interface
 * @param <D> the generated draft, through which a transaction writes
 */
public abstract class Accessor<S, D> {

  private final StateSpace<S> space;

  protected Accessor(StateSpace<S> space) {
    this.space = space;
  }

  protected final StateSpace<S> space() {
    return space;
  }

  /** Makes a draft over {@code view}. */
  protected abstract D draft(DraftView view);

  /** Returns another accessor of the same state, with a copy of the cursors. */
  public abstract Accessor<S, D> fork();

  public final S snapshot() {
    throw new UnsupportedOperationException();
  }

  public final void await(Predicate<? super S> predicate) {
    throw new UnsupportedOperationException();
  }

  public final void atomically(Consumer<? super D> transaction) {
    throw new UnsupportedOperationException();
  }

  public final <T> T atomicallyGet(Function<? super D, ? extends T> transaction) {
    throw new UnsupportedOperationException();
  }
}

package dev.zproc.runtime;

import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.state.StateSpace;

/** A context: the state server, and the children spawned from it. */
public final class ZProc implements AutoCloseable {
  private ZProc() {}

  public static ZProc open() {
    throw new UnsupportedOperationException();
  }

  public <R> Child<R> spawn(Call<R> call) {
    throw new UnsupportedOperationException();
  }

  public void awaitAll() {
    throw new UnsupportedOperationException();
  }

  /** For generated accessors: opens the namespace that the schema names. */
  public <S> StateSpace<S> open(StateSchema<S> schema) {
    throw new UnsupportedOperationException();
  }

  /** For generated accessors: opens {@code namespace} with the keys of the schema. */
  public <S> StateSpace<S> open(StateSchema<S> schema, String namespace) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}

package dev.zproc.runtime.state;

import dev.zproc.runtime.spi.StateSchema;

/**
 * A namespace opened by one accessor: its schema, its cursors and its way to the engine. Generated
 * accessors are built on it.
 */
public final class StateSpace<S> {

  StateSpace(StateSchema<S> schema) {}

  public <T> Cell<T> cell(int key) {
    throw new UnsupportedOperationException();
  }

  public IntCell intCell(int key) {
    throw new UnsupportedOperationException();
  }

  public LongCell longCell(int key) {
    throw new UnsupportedOperationException();
  }

  public DoubleCell doubleCell(int key) {
    throw new UnsupportedOperationException();
  }

  public BooleanCell booleanCell(int key) {
    throw new UnsupportedOperationException();
  }

  public <K, V> StateMap<K, V> map(int key) {
    throw new UnsupportedOperationException();
  }

  /** Another space on the same namespace, with a copy of the cursors. */
  public StateSpace<S> fork() {
    throw new UnsupportedOperationException();
  }
}

package dev.zproc.runtime.state;

/** One key. */
public final class Cell<T> implements Key {
  Cell() {}

  @Override
  public String name() {
    throw new UnsupportedOperationException();
  }
}

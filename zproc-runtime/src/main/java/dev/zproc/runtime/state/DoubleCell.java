package dev.zproc.runtime.state;

/** One key. */
public final class DoubleCell implements Key {
  DoubleCell() {}

  @Override
  public String name() {
    throw new UnsupportedOperationException();
  }
}

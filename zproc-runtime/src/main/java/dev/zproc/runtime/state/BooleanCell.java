package dev.zproc.runtime.state;

/** One key. */
public final class BooleanCell implements Key {
  BooleanCell() {}

  @Override
  public String name() {
    throw new UnsupportedOperationException();
  }
}

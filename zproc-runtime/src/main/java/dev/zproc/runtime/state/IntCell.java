package dev.zproc.runtime.state;

/** One key. */
public final class IntCell implements Key {
  IntCell() {}

  @Override
  public String name() {
    throw new UnsupportedOperationException();
  }
}

package dev.zproc.runtime.state;

/** One key. */
public final class LongCell implements Key {
  LongCell() {}

  @Override
  public String name() {
    throw new UnsupportedOperationException();
  }
}

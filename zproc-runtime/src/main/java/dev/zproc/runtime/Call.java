package dev.zproc.runtime;

import dev.zproc.runtime.spi.ChildEntry;

/** An invocation of one {@code @ChildProcess} method as a value. */
public final class Call<R> {
  private Call() {}

  /** For generated launchers: encodes {@code arguments} now. */
  public static <R> Call<R> of(ChildEntry<R> entry, Object... arguments) {
    throw new UnsupportedOperationException();
  }
}

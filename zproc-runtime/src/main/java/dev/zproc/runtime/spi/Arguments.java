package dev.zproc.runtime.spi;

import org.jspecify.annotations.Nullable;

/** The decoded arguments of a call, by the index of the entry's parameter. */
public interface Arguments {

  /** The argument at {@code index}. */
  <T> T argument(int index);

  /** The same as the call has encoded it; null where that is not at hand. */
  default byte @Nullable [] encoded(int index) {
    return null;
  }
}

package dev.zproc.runtime.spi;

/**
 * The decoded arguments of a call, by the index of the entry's parameter.
 *
 * <p>Threads: immutable.
 */
public interface Arguments {

  /** The argument at {@code index}. */
  <T> T argument(int index);
}

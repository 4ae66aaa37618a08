package dev.zproc.runtime.internal.engine;

/**
 * What a commit does to a key, or to a range of them.
 *
 * <p>Threads: immutable.
 */
public sealed interface Operation {

  /** Writes {@code value}. */
  record Put(Bytes key, Bytes value) implements Operation {}

  /** Removes the key; nothing happens if it is absent. */
  record Delete(Bytes key) implements Operation {}

  /** Removes every key of {@code range}. */
  record DeleteRange(KeyRange range) implements Operation {}

  /**
   * Adds the {@link Scalar} number {@code delta} to the key's value, or to {@code initial} if the
   * key is absent; the result has the type of {@code delta} and wraps as Java's {@code +} does. A
   * value that is not a number of that type fails the commit.
   */
  record Add(Bytes key, Bytes delta, Bytes initial) implements Operation {}
}

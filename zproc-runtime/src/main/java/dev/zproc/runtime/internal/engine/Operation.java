package dev.zproc.runtime.internal.engine;

import org.jspecify.annotations.Nullable;

/**
 * What a commit does to a key, or to a range of them. This set is closed: no engine runs anything
 * else.
 */
public sealed interface Operation {

  /** Writes {@code value}. */
  record Put(Bytes key, Bytes value) implements Operation {}

  /** Removes the key; nothing happens if it is absent. */
  record Delete(Bytes key) implements Operation {}

  /** Removes every key of {@code range}. */
  record DeleteRange(KeyRange range) implements Operation {}

  /** An operation whose result depends on the value that it finds. */
  sealed interface Computed extends Operation {

    /** The key that is read and written. */
    Bytes key();

    /** What the key reads as while it is absent. */
    Bytes initial();

    /**
     * Returns the value to write, given the one that the key has or reads as; null to write
     * nothing.
     *
     * @throws EngineException.Rejected if the two do not go together; the message names the key
     */
    @Nullable Bytes apply(Bytes value);
  }

  /**
   * Adds the {@link Scalar} number {@code delta} to the key's value, or to {@code initial} if the
   * key is absent; the result has the type of {@code delta} and wraps as Java's {@code +} does. A
   * value that is not a number of that type fails the commit.
   */
  record Add(Bytes key, Bytes delta, Bytes initial) implements Computed {
    @Override
    public Bytes apply(Bytes value) {
      return Computations.add(this, value);
    }
  }

  /**
   * Lowers the key's value to the number {@code bound}, as Java's {@code Math.min} does; writes
   * nothing if it is as low already. A value that is not a number of that type fails the commit.
   */
  record Min(Bytes key, Bytes bound, Bytes initial) implements Computed {
    @Override
    public @Nullable Bytes apply(Bytes value) {
      return Computations.min(this, value);
    }
  }

  /** Raises the key's value to {@code bound}, as {@link Min} lowers it. */
  record Max(Bytes key, Bytes bound, Bytes initial) implements Computed {
    @Override
    public @Nullable Bytes apply(Bytes value) {
      return Computations.max(this, value);
    }
  }

  /**
   * Adds {@code element} at the end of the {@link Sequence} that the key holds, and drops elements
   * from its beginning until it has {@code cap} at most. A value that is no sequence fails the
   * commit.
   *
   * @param cap at least 1
   */
  record Append(Bytes key, Bytes element, int cap, Bytes initial) implements Computed {
    @Override
    public Bytes apply(Bytes value) {
      return Computations.append(this, value);
    }
  }

  /**
   * Adds to the {@code int} at {@code counter} how many keys of {@code range} this commit has
   * created so far, less those that it has removed; writes nothing if that is 0. An absent counter
   * stands at 0. It comes once for each range, after all that touches the range.
   */
  record Tally(Bytes counter, KeyRange range) implements Operation {}
}

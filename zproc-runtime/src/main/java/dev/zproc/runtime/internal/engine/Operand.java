package dev.zproc.runtime.internal.engine;

import org.jspecify.annotations.Nullable;

/** One side of a comparison. */
public sealed interface Operand {

  /** The value of {@code key}, or {@code initial} while it is absent; null is Java's null. */
  record Key(Bytes key, @Nullable Bytes initial) implements Operand {}

  /** A {@link Scalar} that does not change; null is Java's null. */
  record Literal(@Nullable Bytes value) implements Operand {}
}

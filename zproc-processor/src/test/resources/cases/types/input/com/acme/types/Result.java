package com.acme.types;

public sealed interface Result<T, E> {
  record Ok<V, X>(V value) implements Result<V, X> {}

  record Failed<V, X>(X error) implements Result<V, X> {}

  /** No result of text, so it does not appear there. */
  record Number(long value) implements Result<Long, String> {}
}

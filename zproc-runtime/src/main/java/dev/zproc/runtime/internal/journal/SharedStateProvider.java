package dev.zproc.runtime.internal.journal;

import org.jspecify.annotations.Nullable;

/** Knows places where servers share a state; found as a service. */
public interface SharedStateProvider {

  /** Where {@code engine}, an option or an address, says; null if it is of another kind. */
  @Nullable SharedState find(Object engine);
}

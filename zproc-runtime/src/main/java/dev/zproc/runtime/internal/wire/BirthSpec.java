package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import org.jspecify.annotations.Nullable;

/**
 * How a child session is to begin.
 *
 * @param name of the child, as its parent calls it and others are told
 * @param condition what it waits for from its birth on, or null; its {@code from} and {@code
 *     skipOrigin} count for nothing, since neither is known yet
 * @param skipOwn whether the child's own commits are no change to its condition
 */
public record BirthSpec(String name, @Nullable ConditionSpec condition, boolean skipOwn) {

  /** Without a name, waiting for nothing. */
  public static final BirthSpec NOW = new BirthSpec("", null, false);
}

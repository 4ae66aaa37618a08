package dev.zproc.runtime.internal.wire;

import dev.zproc.runtime.internal.engine.ConditionSpec;
import org.jspecify.annotations.Nullable;

/**
 * How a child session is to begin.
 *
 * @param name of the child, as its parent calls it and others are told
 * @param resumeFrom the revision at which it is born, or 0 for the newest
 * @param condition what it waits for from its birth on, or null. Its {@code from} is ignored; a
 *     {@code skipOrigin} other than 0 stands for the child itself, whose session is not known yet
 *     <p>Threads: immutable.
 */
public record BirthSpec(String name, long resumeFrom, @Nullable ConditionSpec condition) {

  /** Without a name, born at the newest revision, waiting for nothing. */
  public static final BirthSpec NOW = new BirthSpec("", 0, null);
}

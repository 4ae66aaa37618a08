package dev.zproc.runtime;

import dev.zproc.runtime.failure.ChildFailedException;
import java.util.List;

/**
 * What the children of a context have failed with, and nobody has asked for: by {@link Child#join},
 * {@link Child#result}, {@link Child#onExit}, a look at the end or exit code afterwards, stopping
 * it, or waiting for all. A context warns of them in its log; this is for test frameworks and for
 * programs that tell of them in another way.
 */
public final class UnseenFailures {

  private UnseenFailures() {}

  /**
   * Those of {@code context} until now, which count as asked for from here on; empty if there are
   * none. Of more than 1,000 that nobody has joined only the newest are kept. Children of children
   * are their parents' affair. Does not block, and may be called after {@link ZProc#close}.
   */
  public static List<ChildFailedException> take(ZProc context) {
    return context.children.made().takeUnseen();
  }
}

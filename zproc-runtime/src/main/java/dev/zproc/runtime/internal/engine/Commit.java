package dev.zproc.runtime.internal.engine;

import java.util.List;

/**
 * Operations that happen together at one revision, if every compare holds; else nothing happens.
 *
 * <p>An operation sees what the ones before it did. A commit without operations, or whose
 * operations touch no key, makes no revision.
 *
 * <p>Threads: immutable.
 */
public record Commit(List<Compare> compares, List<Operation> operations) {

  /** A commit that always happens. */
  public static Commit of(Operation... operations) {
    return new Commit(List.of(), List.of(operations));
  }
}

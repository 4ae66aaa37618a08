package dev.zproc.runtime.internal.engine;

import java.util.List;

/**
 * Operations that happen together at one revision, if every compare holds; else nothing happens.
 *
 * <p>An operation sees what the ones before it did. A commit without operations, or whose
 * operations touch no key, makes no revision.
 *
 * @param results what is to be told of each operation, of a commit that happens
 */
public record Commit(List<Compare> compares, List<Operation> operations, Results results) {

  /** What a commit tells of its operations; what nobody needs costs nothing. */
  public enum Results {
    /** Nothing. */
    NONE,
    /** The entry that each operation found. */
    PREVIOUS,
    /** The entry that each operation left. */
    CURRENT,
    /** Both. */
    BOTH;

    /** Whether the entry that an operation found is told. */
    public boolean previous() {
      return this == PREVIOUS || this == BOTH;
    }

    /** Whether the entry that an operation left is told. */
    public boolean current() {
      return this == CURRENT || this == BOTH;
    }
  }

  /** Whether it only tells whether its compares hold, and changes nothing whatever they are. */
  public boolean isRead() {
    return operations.isEmpty();
  }

  /** A commit of which all is told. */
  public Commit(List<Compare> compares, List<Operation> operations) {
    this(compares, operations, Results.BOTH);
  }

  /** A commit that always happens, and of which all is told. */
  public static Commit of(Operation... operations) {
    return new Commit(List.of(), List.of(operations), Results.BOTH);
  }

  /** A commit that always happens. */
  public static Commit of(Results results, Operation... operations) {
    return new Commit(List.of(), List.of(operations), results);
  }
}

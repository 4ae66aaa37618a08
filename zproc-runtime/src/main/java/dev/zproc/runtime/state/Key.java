package dev.zproc.runtime.state;

/**
 * A key of a state: what {@code watch} takes, and all that cells and maps have in common.
 *
 * <p>Threads: as its kind says.
 */
public sealed interface Key
    permits Cell, IntCell, ListCell, LongCell, DoubleCell, BooleanCell, StateMap {

  /** The name of the key in its state. */
  String name();
}

package dev.zproc.runtime.state;

/**
 * A key of a state: what {@code watch} takes, and all that cells and maps have in common.
 *
 * <p>A cell equals itself only, so that cells can be kept in collections. {@code
 * state.name().equals("x")} compares a key with a value and throws; what is meant is {@code
 * state.name().get().equals("x")}. A map equals what a {@link java.util.Map} equals.
 *
 * <p>Threads: as its kind says.
 */
public sealed interface Key
    permits Cell, IntCell, ListCell, LongCell, DoubleCell, BooleanCell, StateMap {

  /** The name of the key in its state. */
  String name();
}

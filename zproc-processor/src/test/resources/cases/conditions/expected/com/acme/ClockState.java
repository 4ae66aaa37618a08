package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.DraftView;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateValues;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.state.Accessor;
import dev.zproc.runtime.state.LongCell;
import dev.zproc.runtime.state.StateSpace;
import javax.annotation.processing.Generated;

/**
 * Shared state declared by {@link Clock}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class ClockState extends Accessor<Clock, ClockState.Draft, ClockState> {
  /**
   * For generated code: the keys of {@link Clock}.
   */
  public static final StateSchema<Clock> SCHEMA = new Schema();

  private ClockState(StateSpace<Clock> space) {
    super(space);
  }

  /**
   * The state in the namespace {@link Clock} names.
   */
  public static ClockState of(ZProc zproc) {
    return new ClockState(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
  }

  /**
   * The same keys in another namespace.
   */
  public static ClockState of(ZProc zproc, String namespace) {
    return new ClockState(zproc.stateSpace(SCHEMA, namespace));
  }

  /**
   * The key {@link Clock#now}.
   */
  public LongCell now() {
    return space().longCell(0);
  }

  @Override
  protected ClockState newAccessor(StateSpace<Clock> space) {
    return new ClockState(space);
  }

  @Override
  protected Draft draft(DraftView view) {
    return new Draft(view);
  }

  /**
   * Many keys in one transaction; reads see what it has written.
   */
  public static final class Draft extends Snapshot {
    private Draft(DraftView view) {
      super(view);
    }

    /**
     * Sets the key {@link Clock#now}.
     */
    public void now(long value) {
      set(0, value);
    }
  }

  private static final class Schema extends StateSchema<Clock> {
    Schema() {
      super(Clock.class, "com.acme.Clock", zero("now", ValueTypes.LONG));
    }

    @Override
    public Clock snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  /**
   * All keys at one revision.
   */
  static class Snapshot extends StateValues implements Clock {
    private final StateView view;

    private Snapshot(StateView view) {
      super(ClockState.SCHEMA, view);
      this.view = view;
    }

    @Override
    public long now() {
      return view.getLong(0);
    }
  }
}

package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.DraftView;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateValues;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.state.Accessor;
import dev.zproc.runtime.state.BooleanCell;
import dev.zproc.runtime.state.IntCell;
import dev.zproc.runtime.state.StateSpace;
import javax.annotation.processing.Generated;

/**
 * Shared state declared by {@link LuckTest.Luck}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class LuckTest_LuckState extends Accessor<LuckTest.Luck, LuckTest_LuckState.Draft, LuckTest_LuckState> {
  /**
   * For generated code: the keys of {@link LuckTest.Luck}.
   */
  public static final StateSchema<LuckTest.Luck> SCHEMA = new Schema();

  private LuckTest_LuckState(StateSpace<LuckTest.Luck> space) {
    super(space);
  }

  /**
   * The state in the namespace {@link LuckTest.Luck} names.
   */
  public static LuckTest_LuckState of(ZProc zproc) {
    return new LuckTest_LuckState(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
  }

  /**
   * The same keys in another namespace.
   */
  public static LuckTest_LuckState of(ZProc zproc, String namespace) {
    return new LuckTest_LuckState(zproc.stateSpace(SCHEMA, namespace));
  }

  /**
   * The key {@link LuckTest.Luck#num}.
   */
  public IntCell num() {
    return space().intCell(0);
  }

  /**
   * The key {@link LuckTest.Luck#stop}.
   */
  public BooleanCell stop() {
    return space().booleanCell(1);
  }

  @Override
  protected LuckTest_LuckState newAccessor(StateSpace<LuckTest.Luck> space) {
    return new LuckTest_LuckState(space);
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
     * Sets the key {@link LuckTest.Luck#num}.
     */
    public void num(int value) {
      set(0, value);
    }

    /**
     * Sets the key {@link LuckTest.Luck#stop}.
     */
    public void stop(boolean value) {
      set(1, value);
    }
  }

  private static final class Schema extends StateSchema<LuckTest.Luck> {
    Schema() {
      super(
          LuckTest.Luck.class,
          "com.acme.LuckTest$Luck",
          zero("num", ValueTypes.INT),
          zero("stop", ValueTypes.BOOLEAN));
    }

    @Override
    public LuckTest.Luck snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  /**
   * All keys at one revision.
   */
  static class Snapshot extends StateValues implements LuckTest.Luck {
    private final StateView view;

    private Snapshot(StateView view) {
      super(LuckTest_LuckState.SCHEMA, view);
      this.view = view;
    }

    @Override
    public int num() {
      return view.getInt(0);
    }

    @Override
    public boolean stop() {
      return view.getBoolean(1);
    }
  }
}

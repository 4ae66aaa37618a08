package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.DraftView;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateValues;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.state.Accessor;
import dev.zproc.runtime.state.IntCell;
import dev.zproc.runtime.state.StateSpace;
import javax.annotation.processing.Generated;

/**
 * Shared state declared by {@link Outer.Settings}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Shop extends Accessor<Outer.Settings, Shop.Draft, Shop> {
  /**
   * For generated code: the keys of {@link Outer.Settings}.
   */
  public static final StateSchema<Outer.Settings> SCHEMA = new Schema();

  private Shop(StateSpace<Outer.Settings> space) {
    super(space);
  }

  /**
   * The state in the namespace {@link Outer.Settings} names.
   */
  public static Shop of(ZProc zproc) {
    return new Shop(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
  }

  /**
   * The same keys in another namespace.
   */
  public static Shop of(ZProc zproc, String namespace) {
    return new Shop(zproc.stateSpace(SCHEMA, namespace));
  }

  /**
   * The key {@link Outer.Settings#view}.
   */
  public IntCell view() {
    return space().intCell(0);
  }

  /**
   * The key {@link Outer.Settings#key}.
   */
  public IntCell key() {
    return space().intCell(1);
  }

  /**
   * The key {@link Outer.Settings#yield}.
   */
  public IntCell yield() {
    return space().intCell(2);
  }

  /**
   * The key {@link Outer.Settings#other}.
   */
  public IntCell other() {
    return space().intCell(3);
  }

  /**
   * The key {@link Outer.Settings#value}.
   */
  public IntCell value() {
    return space().intCell(4);
  }

  /**
   * The key {@link Outer.Settings#that}.
   */
  public IntCell that() {
    return space().intCell(5);
  }

  @Override
  protected Shop newAccessor(StateSpace<Outer.Settings> space) {
    return new Shop(space);
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
     * Sets the key {@link Outer.Settings#view}.
     */
    public void view(int value) {
      set(0, value);
    }

    /**
     * Sets the key {@link Outer.Settings#key}.
     */
    public void key(int value) {
      set(1, value);
    }

    /**
     * Sets the key {@link Outer.Settings#yield}.
     */
    public void yield(int value) {
      set(2, value);
    }

    /**
     * Sets the key {@link Outer.Settings#other}.
     */
    public void other(int value) {
      set(3, value);
    }

    /**
     * Sets the key {@link Outer.Settings#value}.
     */
    public void value(int value) {
      set(4, value);
    }

    /**
     * Sets the key {@link Outer.Settings#that}.
     */
    public void that(int value) {
      set(5, value);
    }
  }

  private static final class Schema extends StateSchema<Outer.Settings> {
    Schema() {
      super(
          Outer.Settings.class,
          "a \"quoted\" name",
          zero("view", ValueTypes.INT),
          zero("key", ValueTypes.INT),
          zero("yield", ValueTypes.INT),
          zero("other", ValueTypes.INT),
          zero("value", ValueTypes.INT),
          zero("that", ValueTypes.INT));
    }

    @Override
    public Outer.Settings snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  /**
   * All keys at one revision.
   */
  static class Snapshot extends StateValues implements Outer.Settings {
    private final StateView view;

    private Snapshot(StateView view) {
      super(Shop.SCHEMA, view);
      this.view = view;
    }

    @Override
    public int view() {
      return view.getInt(0);
    }

    @Override
    public int key() {
      return view.getInt(1);
    }

    @Override
    public int yield() {
      return view.getInt(2);
    }

    @Override
    public int other() {
      return view.getInt(3);
    }

    @Override
    public int value() {
      return view.getInt(4);
    }

    @Override
    public int that() {
      return view.getInt(5);
    }
  }
}

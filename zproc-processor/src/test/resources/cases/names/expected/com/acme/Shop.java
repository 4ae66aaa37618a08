package com.acme;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.DraftView;
import dev.zproc.runtime.spi.KeySpec;
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
public final class Shop extends Accessor<Outer.Settings, Shop.Draft> {
  /**
   * For generated code: the keys of {@link Outer.Settings}.
   */
  public static final StateSchema<Outer.Settings> SCHEMA = new Schema();

  private final IntCell view;

  private final IntCell key;

  private final IntCell yield;

  private final IntCell other;

  private final IntCell value;

  private final IntCell that;

  private Shop(StateSpace<Outer.Settings> space) {
    super(space);
    this.view = space.intCell(0);
    this.key = space.intCell(1);
    this.yield = space.intCell(2);
    this.other = space.intCell(3);
    this.value = space.intCell(4);
    this.that = space.intCell(5);
  }

  /**
   * The state in the namespace {@link Outer.Settings} names.
   */
  public static Shop of(ZProc zproc) {
    return new Shop(zproc.open(SCHEMA));
  }

  /**
   * The same keys in another namespace.
   */
  public static Shop of(ZProc zproc, String namespace) {
    return new Shop(zproc.open(SCHEMA, namespace));
  }

  /**
   * The key {@link Outer.Settings#view}.
   */
  public IntCell view() {
    return view;
  }

  /**
   * The key {@link Outer.Settings#key}.
   */
  public IntCell key() {
    return key;
  }

  /**
   * The key {@link Outer.Settings#yield}.
   */
  public IntCell yield() {
    return yield;
  }

  /**
   * The key {@link Outer.Settings#other}.
   */
  public IntCell other() {
    return other;
  }

  /**
   * The key {@link Outer.Settings#value}.
   */
  public IntCell value() {
    return value;
  }

  /**
   * The key {@link Outer.Settings#that}.
   */
  public IntCell that() {
    return that;
  }

  @Override
  public Shop fork() {
    return new Shop(space().fork());
  }

  @Override
  public Shop namespace(String namespace) {
    return new Shop(space().in(namespace));
  }

  @Override
  protected Draft draft(DraftView view) {
    return new Draft(view);
  }

  /**
   * Many keys in one transaction; reads see what it has written.
   */
  public static final class Draft extends Snapshot {
    private final DraftView view;

    private Draft(DraftView view) {
      super(view);
      this.view = view;
    }

    /**
     * Sets the key {@link Outer.Settings#view}.
     */
    public void view(int value) {
      view.set(0, value);
    }

    /**
     * Sets the key {@link Outer.Settings#key}.
     */
    public void key(int value) {
      view.set(1, value);
    }

    /**
     * Sets the key {@link Outer.Settings#yield}.
     */
    public void yield(int value) {
      view.set(2, value);
    }

    /**
     * Sets the key {@link Outer.Settings#other}.
     */
    public void other(int value) {
      view.set(3, value);
    }

    /**
     * Sets the key {@link Outer.Settings#value}.
     */
    public void value(int value) {
      view.set(4, value);
    }

    /**
     * Sets the key {@link Outer.Settings#that}.
     */
    public void that(int value) {
      view.set(5, value);
    }
  }

  private static final class Schema extends StateSchema<Outer.Settings> {
    Schema() {
      super(
          Outer.Settings.class,
          "a \"quoted\" name",
          KeySpec.zero("view", ValueTypes.INT),
          KeySpec.zero("key", ValueTypes.INT),
          KeySpec.zero("yield", ValueTypes.INT),
          KeySpec.zero("other", ValueTypes.INT),
          KeySpec.zero("value", ValueTypes.INT),
          KeySpec.zero("that", ValueTypes.INT));
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

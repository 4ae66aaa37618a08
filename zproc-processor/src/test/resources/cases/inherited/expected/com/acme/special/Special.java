package com.acme.special;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.DraftView;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateValues;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.state.Accessor;
import dev.zproc.runtime.state.Cell;
import dev.zproc.runtime.state.IntCell;
import dev.zproc.runtime.state.ListCell;
import dev.zproc.runtime.state.LongCell;
import dev.zproc.runtime.state.StateSpace;
import java.time.Instant;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Shared state declared by {@link SpecialLibrary}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Special extends Accessor<SpecialLibrary, Special.Draft, Special> {
  /**
   * For generated code: the keys of {@link SpecialLibrary}.
   */
  public static final StateSchema<SpecialLibrary> SCHEMA = new Schema();

  private Special(StateSpace<SpecialLibrary> space) {
    super(space);
  }

  /**
   * The state in the namespace {@link SpecialLibrary} names.
   */
  public static Special of(ZProc zproc) {
    return new Special(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
  }

  /**
   * The same keys in another namespace.
   */
  public static Special of(ZProc zproc, String namespace) {
    return new Special(zproc.stateSpace(SCHEMA, namespace));
  }

  /**
   * The key {@link SpecialLibrary#title}.
   */
  public Cell<String> title() {
    return space().cell(0);
  }

  /**
   * The key {@link SpecialLibrary#count}.
   */
  public IntCell count() {
    return space().intCell(1);
  }

  /**
   * The key {@link SpecialLibrary#newest}.
   */
  public Cell<@Nullable Instant> newest() {
    return space().cell(2);
  }

  /**
   * The key {@link SpecialLibrary#all}.
   */
  public ListCell<Instant> all() {
    return space().listCell(3);
  }

  /**
   * The key {@link SpecialLibrary#added}.
   */
  public LongCell added() {
    return space().longCell(4);
  }

  /**
   * The key {@link SpecialLibrary#extra}.
   */
  public IntCell extra() {
    return space().intCell(5);
  }

  @Override
  protected Special newAccessor(StateSpace<SpecialLibrary> space) {
    return new Special(space);
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
     * Sets the key {@link SpecialLibrary#title}.
     */
    public void title(String value) {
      set(0, value);
    }

    /**
     * Sets the key {@link SpecialLibrary#count}.
     */
    public void count(int value) {
      set(1, value);
    }

    /**
     * Sets the key {@link SpecialLibrary#newest}.
     */
    public void newest(@Nullable Instant value) {
      set(2, value);
    }

    /**
     * Sets the key {@link SpecialLibrary#all}.
     */
    public void all(List<Instant> value) {
      set(3, value);
    }

    /**
     * Sets the key {@link SpecialLibrary#added}.
     */
    public void added(long value) {
      set(4, value);
    }

    /**
     * Sets the key {@link SpecialLibrary#extra}.
     */
    public void extra(int value) {
      set(5, value);
    }
  }

  private static final class Schema extends StateSchema<SpecialLibrary> {
    Schema() {
      super(
          SpecialLibrary.class,
          "com.acme.special.SpecialLibrary",
          initial("title", ValueTypes.STRING),
          zero("count", ValueTypes.INT),
          nullable("newest", Types.INSTANT),
          zero("all", Types.LIST_OF_INSTANT),
          zero("added", ValueTypes.LONG),
          zero("extra", ValueTypes.INT));
    }

    @Override
    public SpecialLibrary snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  /**
   * All keys at one revision.
   */
  static class Snapshot extends StateValues implements SpecialLibrary {
    private final StateView view;

    private Snapshot(StateView view) {
      super(Special.SCHEMA, view);
      this.view = view;
    }

    @Override
    public String title() {
      return view.<String>get(0);
    }

    @Override
    public int count() {
      return view.getInt(1);
    }

    @Override
    public @Nullable Instant newest() {
      return view.<Instant>get(2);
    }

    @Override
    public List<Instant> all() {
      return view.<List<Instant>>get(3);
    }

    @Override
    public long added() {
      return view.getLong(4);
    }

    @Override
    public int extra() {
      return view.getInt(5);
    }

    @Override
    protected @Nullable Object initial(StateSchema<?> schema, int index) {
      return switch (index) {
        case 0 -> SpecialLibrary.super.title();
        default -> super.initial(schema, index);
      };
    }
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<Instant> INSTANT = ValueTypes.jdk(Instant.class);

    static final ValueType<List<Instant>> LIST_OF_INSTANT = ValueTypes.list(INSTANT);

    private Types() {
    }
  }
}

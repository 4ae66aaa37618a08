package com.acme.special;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.DraftView;
import dev.zproc.runtime.spi.KeySpec;
import dev.zproc.runtime.spi.StateSchema;
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
import java.util.Objects;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Shared state declared by {@link SpecialLibrary}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Special extends Accessor<SpecialLibrary, Special.Draft> {
  /**
   * For generated code: the keys of {@link SpecialLibrary}.
   */
  public static final StateSchema<SpecialLibrary> SCHEMA = new Schema();

  private final Cell<String> title;

  private final IntCell count;

  private final Cell<@Nullable Instant> newest;

  private final ListCell<Instant> all;

  private final LongCell added;

  private final IntCell extra;

  private Special(StateSpace<SpecialLibrary> space) {
    super(space);
    this.title = space.cell(0);
    this.count = space.intCell(1);
    this.newest = space.cell(2);
    this.all = space.listCell(3);
    this.added = space.longCell(4);
    this.extra = space.intCell(5);
  }

  /**
   * The state in the namespace {@link SpecialLibrary} names.
   */
  public static Special of(ZProc zproc) {
    return new Special(zproc.open(SCHEMA));
  }

  /**
   * The same keys in another namespace.
   */
  public static Special of(ZProc zproc, String namespace) {
    return new Special(zproc.open(SCHEMA, namespace));
  }

  /**
   * The key {@link SpecialLibrary#title}.
   */
  public Cell<String> title() {
    return title;
  }

  /**
   * The key {@link SpecialLibrary#count}.
   */
  public IntCell count() {
    return count;
  }

  /**
   * The key {@link SpecialLibrary#newest}.
   */
  public Cell<@Nullable Instant> newest() {
    return newest;
  }

  /**
   * The key {@link SpecialLibrary#all}.
   */
  public ListCell<Instant> all() {
    return all;
  }

  /**
   * The key {@link SpecialLibrary#added}.
   */
  public LongCell added() {
    return added;
  }

  /**
   * The key {@link SpecialLibrary#extra}.
   */
  public IntCell extra() {
    return extra;
  }

  @Override
  public Special fork() {
    return new Special(space().fork());
  }

  @Override
  protected Draft draft(DraftView view) {
    return new Draft(view);
  }

  /**
   * Many keys in one transaction; reads see what it has written.
   */
  public static final class Draft implements SpecialLibrary {
    private final DraftView view;

    private Draft(DraftView view) {
      this.view = view;
    }

    @Override
    public String title() {
      return view.<String>get(0);
    }

    /**
     * Sets the key {@link SpecialLibrary#title}.
     */
    public void title(String value) {
      view.set(0, value);
    }

    @Override
    public int count() {
      return view.getInt(1);
    }

    /**
     * Sets the key {@link SpecialLibrary#count}.
     */
    public void count(int value) {
      view.set(1, value);
    }

    @Override
    public @Nullable Instant newest() {
      return view.<Instant>get(2);
    }

    /**
     * Sets the key {@link SpecialLibrary#newest}.
     */
    public void newest(@Nullable Instant value) {
      view.set(2, value);
    }

    @Override
    public List<Instant> all() {
      return view.<List<Instant>>get(3);
    }

    /**
     * Sets the key {@link SpecialLibrary#all}.
     */
    public void all(List<Instant> value) {
      view.set(3, value);
    }

    @Override
    public long added() {
      return view.getLong(4);
    }

    /**
     * Sets the key {@link SpecialLibrary#added}.
     */
    public void added(long value) {
      view.set(4, value);
    }

    @Override
    public int extra() {
      return view.getInt(5);
    }

    /**
     * Sets the key {@link SpecialLibrary#extra}.
     */
    public void extra(int value) {
      view.set(5, value);
    }
  }

  private static final class Schema extends StateSchema<SpecialLibrary> {
    Schema() {
      super(
          SpecialLibrary.class,
          "com.acme.special.SpecialLibrary",
          KeySpec.initial("title", ValueTypes.STRING),
          KeySpec.zero("count", ValueTypes.INT),
          KeySpec.nullable("newest", Types.INSTANT),
          KeySpec.zero("all", Types.LIST_OF_INSTANT),
          KeySpec.zero("added", ValueTypes.LONG),
          KeySpec.zero("extra", ValueTypes.INT));
    }

    @Override
    public SpecialLibrary snapshot(StateView view) {
      return new Snapshot(view);
    }

    @Override
    public @Nullable Object initial(int key) {
      return switch (key) {
        case 0 -> new Initial(key).title();
        default -> super.initial(key);
      };
    }
  }

  /**
   * All keys at one revision.
   */
  private static final class Snapshot implements SpecialLibrary {
    private final StateView view;

    private Snapshot(StateView view) {
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
    public boolean equals(@Nullable Object other) {
      return other instanceof Snapshot that
          && Objects.equals(this.title(), that.title())
          && this.count() == that.count()
          && Objects.equals(this.newest(), that.newest())
          && Objects.equals(this.all(), that.all())
          && this.added() == that.added()
          && this.extra() == that.extra();
    }

    @Override
    public int hashCode() {
      return Objects.hash(this.title(), this.count(), this.newest(), this.all(), this.added(),
          this.extra());
    }

    @Override
    public String toString() {
      return "SpecialLibrary["
          + "title=" + this.title()
          + ", count=" + this.count()
          + ", newest=" + this.newest()
          + ", all=" + this.all()
          + ", added=" + this.added()
          + ", extra=" + this.extra()
          + "]";
    }
  }

  /**
   * Runs one default method, which cannot call other keys.
   */
  private static final class Initial implements SpecialLibrary {
    private final int key;

    private Initial(int key) {
      this.key = key;
    }

    @Override
    public String title() {
      if (key != 0) {
        throw dependsOn(key, "title");
      }
      return SpecialLibrary.super.title();
    }

    @Override
    public int count() {
      throw dependsOn(key, "count");
    }

    @Override
    public @Nullable Instant newest() {
      throw dependsOn(key, "newest");
    }

    @Override
    public List<Instant> all() {
      throw dependsOn(key, "all");
    }

    @Override
    public long added() {
      throw dependsOn(key, "added");
    }

    @Override
    public int extra() {
      throw dependsOn(key, "extra");
    }

    private static IllegalStateException dependsOn(int key, String other) {
      return new IllegalStateException(
          "The initial value of '"
              + Special.SCHEMA.keys().get(key).name()
              + "' cannot depend on the key '"
              + other
              + "'. Write the value itself into the default method.");
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

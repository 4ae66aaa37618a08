package com.acme;

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
 * Shared state declared by {@link Library}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class LibraryState extends Accessor<Library, LibraryState.Draft> {
  /**
   * For generated code: the keys of {@link Library}.
   */
  public static final StateSchema<Library> SCHEMA = new Schema();

  private final Cell<String> title;

  private final IntCell count;

  private final Cell<@Nullable Instant> newest;

  private final ListCell<Instant> all;

  private final LongCell added;

  private LibraryState(StateSpace<Library> space) {
    super(space);
    this.title = space.cell(0);
    this.count = space.intCell(1);
    this.newest = space.cell(2);
    this.all = space.listCell(3);
    this.added = space.longCell(4);
  }

  /**
   * The state in the namespace {@link Library} names.
   */
  public static LibraryState of(ZProc zproc) {
    return new LibraryState(zproc.open(SCHEMA));
  }

  /**
   * The same keys in another namespace.
   */
  public static LibraryState of(ZProc zproc, String namespace) {
    return new LibraryState(zproc.open(SCHEMA, namespace));
  }

  /**
   * The key {@link Library#title}.
   */
  public Cell<String> title() {
    return title;
  }

  /**
   * The key {@link Library#count}.
   */
  public IntCell count() {
    return count;
  }

  /**
   * The key {@link Library#newest}.
   */
  public Cell<@Nullable Instant> newest() {
    return newest;
  }

  /**
   * The key {@link Library#all}.
   */
  public ListCell<Instant> all() {
    return all;
  }

  /**
   * The key {@link Library#added}.
   */
  public LongCell added() {
    return added;
  }

  @Override
  public LibraryState fork() {
    return new LibraryState(space().fork());
  }

  @Override
  protected Draft draft(DraftView view) {
    return new Draft(view);
  }

  /**
   * Many keys in one transaction; reads see what it has written.
   */
  public static final class Draft implements Library {
    private final DraftView view;

    private Draft(DraftView view) {
      this.view = view;
    }

    @Override
    public String title() {
      return view.<String>get(0);
    }

    /**
     * Sets the key {@link Library#title}.
     */
    public void title(String value) {
      view.set(0, value);
    }

    @Override
    public int count() {
      return view.getInt(1);
    }

    /**
     * Sets the key {@link Library#count}.
     */
    public void count(int value) {
      view.set(1, value);
    }

    @Override
    public @Nullable Instant newest() {
      return view.<Instant>get(2);
    }

    /**
     * Sets the key {@link Library#newest}.
     */
    public void newest(@Nullable Instant value) {
      view.set(2, value);
    }

    @Override
    public List<Instant> all() {
      return view.<List<Instant>>get(3);
    }

    /**
     * Sets the key {@link Library#all}.
     */
    public void all(List<Instant> value) {
      view.set(3, value);
    }

    @Override
    public long added() {
      return view.getLong(4);
    }

    /**
     * Sets the key {@link Library#added}.
     */
    public void added(long value) {
      view.set(4, value);
    }
  }

  private static final class Schema extends StateSchema<Library> {
    Schema() {
      super(
          Library.class,
          "com.acme.Library",
          KeySpec.initial("title", ValueTypes.STRING),
          KeySpec.zero("count", ValueTypes.INT),
          KeySpec.nullable("newest", Types.INSTANT),
          KeySpec.zero("all", Types.LIST_OF_INSTANT),
          KeySpec.zero("added", ValueTypes.LONG));
    }

    @Override
    public Library snapshot(StateView view) {
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
  private static final class Snapshot implements Library {
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
    public boolean equals(@Nullable Object other) {
      return other instanceof Snapshot that
          && Objects.equals(this.title(), that.title())
          && this.count() == that.count()
          && Objects.equals(this.newest(), that.newest())
          && Objects.equals(this.all(), that.all())
          && this.added() == that.added();
    }

    @Override
    public int hashCode() {
      return Objects.hash(this.title(), this.count(), this.newest(), this.all(), this.added());
    }

    @Override
    public String toString() {
      return "Library["
          + "title=" + this.title()
          + ", count=" + this.count()
          + ", newest=" + this.newest()
          + ", all=" + this.all()
          + ", added=" + this.added()
          + "]";
    }
  }

  /**
   * Runs one default method, which cannot call other keys.
   */
  private static final class Initial implements Library {
    private final int key;

    private Initial(int key) {
      this.key = key;
    }

    @Override
    public String title() {
      if (key != 0) {
        throw dependsOn(key, "title");
      }
      return Library.super.title();
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

    private static IllegalStateException dependsOn(int key, String other) {
      return new IllegalStateException(
          "The initial value of '"
              + LibraryState.SCHEMA.keys().get(key).name()
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

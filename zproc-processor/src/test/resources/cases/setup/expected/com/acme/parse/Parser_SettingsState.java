package com.acme.parse;

import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.DraftView;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateValues;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.state.Accessor;
import dev.zproc.runtime.state.Cell;
import dev.zproc.runtime.state.IntCell;
import dev.zproc.runtime.state.StateSpace;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.Nullable;

/**
 * Shared state declared by {@link Parser.Settings}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
final class Parser_SettingsState extends Accessor<Parser.Settings, Parser_SettingsState.Draft, Parser_SettingsState> {
  /**
   * For generated code: the keys of {@link Parser.Settings}.
   */
  public static final StateSchema<Parser.Settings> SCHEMA = new Schema();

  private Parser_SettingsState(StateSpace<Parser.Settings> space) {
    super(space);
  }

  /**
   * The state in the namespace {@link Parser.Settings} names.
   */
  public static Parser_SettingsState of(ZProc zproc) {
    return new Parser_SettingsState(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
  }

  /**
   * The same keys in another namespace.
   */
  public static Parser_SettingsState of(ZProc zproc, String namespace) {
    return new Parser_SettingsState(zproc.stateSpace(SCHEMA, namespace));
  }

  /**
   * The key {@link Parser.Settings#depth}.
   */
  public IntCell depth() {
    return space().intCell(0);
  }

  /**
   * The key {@link Parser.Settings#server}.
   */
  public Cell<@Nullable String> server() {
    return space().cell(1);
  }

  @Override
  protected Parser_SettingsState newAccessor(StateSpace<Parser.Settings> space) {
    return new Parser_SettingsState(space);
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
     * Sets the key {@link Parser.Settings#depth}.
     */
    public void depth(int value) {
      set(0, value);
    }

    /**
     * Sets the key {@link Parser.Settings#server}.
     */
    public void server(@Nullable String value) {
      set(1, value);
    }
  }

  private static final class Schema extends StateSchema<Parser.Settings> {
    Schema() {
      super(
          Parser.Settings.class,
          "com.acme.parse.Parser$Settings",
          zero("depth", ValueTypes.INT),
          nullable("server", ValueTypes.STRING));
    }

    @Override
    public Parser.Settings snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  /**
   * All keys at one revision.
   */
  static class Snapshot extends StateValues implements Parser.Settings {
    private final StateView view;

    private Snapshot(StateView view) {
      super(Parser_SettingsState.SCHEMA, view);
      this.view = view;
    }

    @Override
    public int depth() {
      return view.getInt(0);
    }

    @Override
    public @Nullable String server() {
      return view.<String>get(1);
    }
  }
}

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.DraftView;
import dev.zproc.runtime.spi.StateSchema;
import dev.zproc.runtime.spi.StateValues;
import dev.zproc.runtime.spi.StateView;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.state.Accessor;
import dev.zproc.runtime.state.BooleanCell;
import dev.zproc.runtime.state.Cell;
import dev.zproc.runtime.state.StateSpace;
import javax.annotation.processing.Generated;

/**
 * Shared state declared by {@link Lonely.Notes}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Lonely_NotesState extends Accessor<Lonely.Notes, Lonely_NotesState.Draft, Lonely_NotesState> {
  /**
   * For generated code: the keys of {@link Lonely.Notes}.
   */
  public static final StateSchema<Lonely.Notes> SCHEMA = new Schema();

  private Lonely_NotesState(StateSpace<Lonely.Notes> space) {
    super(space);
  }

  /**
   * The state in the namespace {@link Lonely.Notes} names.
   */
  public static Lonely_NotesState of(ZProc zproc) {
    return new Lonely_NotesState(zproc.stateSpace(SCHEMA, SCHEMA.namespace()));
  }

  /**
   * The same keys in another namespace.
   */
  public static Lonely_NotesState of(ZProc zproc, String namespace) {
    return new Lonely_NotesState(zproc.stateSpace(SCHEMA, namespace));
  }

  /**
   * The key {@link Lonely.Notes#notes}.
   */
  public Cell<Lonely.Note[]> notes() {
    return space().cell(0);
  }

  /**
   * The key {@link Lonely.Notes#ready}.
   */
  public BooleanCell ready() {
    return space().booleanCell(1);
  }

  @Override
  protected Lonely_NotesState newAccessor(StateSpace<Lonely.Notes> space) {
    return new Lonely_NotesState(space);
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
     * Sets the key {@link Lonely.Notes#notes}.
     */
    public void notes(Lonely.Note[] value) {
      set(0, value);
    }

    /**
     * Sets the key {@link Lonely.Notes#ready}.
     */
    public void ready(boolean value) {
      set(1, value);
    }
  }

  private static final class Schema extends StateSchema<Lonely.Notes> {
    Schema() {
      super(
          Lonely.Notes.class,
          "Lonely$Notes",
          zero("notes", Types.NOTE_ARRAY),
          zero("ready", ValueTypes.BOOLEAN));
    }

    @Override
    public Lonely.Notes snapshot(StateView view) {
      return new Snapshot(view);
    }
  }

  /**
   * All keys at one revision.
   */
  static class Snapshot extends StateValues implements Lonely.Notes {
    private final StateView view;

    private Snapshot(StateView view) {
      super(Lonely_NotesState.SCHEMA, view);
      this.view = view;
    }

    @Override
    public Lonely.Note[] notes() {
      return view.<Lonely.Note[]>get(0);
    }

    @Override
    public boolean ready() {
      return view.getBoolean(1);
    }
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<Lonely.Note> NOTE = ValueTypes.structured(
        Lonely.Note.class,
        "Lonely$Note(text:java.lang.String)",
        new NoteSerializer());

    static final ValueType<Lonely.Note[]> NOTE_ARRAY = ValueTypes.array(Lonely.Note[].class, NOTE);

    private Types() {
    }
  }

  /**
   * Writes and reads {@link Lonely.Note}.
   */
  static final class NoteSerializer extends Serializer<Lonely.Note> {
    @Override
    public void write(Kryo kryo, Output output, Lonely.Note value) {
      output.writeString(value.text());
    }

    @Override
    public Lonely.Note read(Kryo kryo, Input input, Class<? extends Lonely.Note> type) {
      String text = input.readString();
      return new Lonely.Note(text);
    }
  }
}

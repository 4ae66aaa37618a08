import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.Output;
import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Call;
import dev.zproc.runtime.spi.ValueType;
import dev.zproc.runtime.spi.ValueTypes;
import javax.annotation.processing.Generated;

/**
 * Typed calls of the child processes of {@link Lonely}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class LonelyLauncher {
  private LonelyLauncher() {
  }

  /**
   * A call of {@link Lonely#write}.
   */
  public static Call<Lonely.Note> write(Lonely.Note note) {
    return Call.of(Lonely_WriteMain.ENTRY, note);
  }

  /**
   * The types that cross between processes here.
   */
  static final class Types {
    static final ValueType<Lonely.Note> NOTE = ValueTypes.structured(
        Lonely.Note.class,
        "Lonely$Note(text:java.lang.String)",
        new NoteSerializer());

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

import dev.zproc.ChildProcess;
import dev.zproc.State;
import dev.zproc.WaitFor;

public class Lonely {
  public record Note(String text) {}

  @State
  public interface Notes {
    Note[] notes();

    boolean ready();
  }

  @ChildProcess
  @WaitFor("ready")
  public static Note write(Lonely_NotesState state, Note note) {
    return note;
  }
}

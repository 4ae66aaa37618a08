import dev.zproc.ZProcGenerated;
import dev.zproc.runtime.Bootstrap;
import dev.zproc.runtime.ZProc;
import dev.zproc.runtime.spi.Arguments;
import dev.zproc.runtime.spi.Invocation;
import dev.zproc.runtime.spi.ValueTypes;
import dev.zproc.runtime.spi.WaitPlan;
import dev.zproc.runtime.spi.WaitingEntry;
import javax.annotation.processing.Generated;

/**
 * Entry point of the child process declared by {@link Lonely#write}.
 */
@ZProcGenerated
@Generated("dev.zproc.processor.ZProcProcessor")
@SuppressWarnings({"unchecked", "rawtypes", "deprecation", "removal", "cast"})
public final class Lonely_WriteMain extends WaitingEntry<Lonely.Note> {
  static final Lonely_WriteMain ENTRY = new Lonely_WriteMain();

  Lonely_WriteMain() {
    super("Lonely", "write", LonelyLauncher.Types.NOTE, LonelyLauncher.Types.NOTE);
  }

  /**
   * Runs in the child's JVM; started by hand it says what to do instead.
   */
  public static void main(String[] args) {
    Bootstrap.run(ENTRY, args);
  }

  @Override
  public WaitPlan waitPlan(Arguments arguments) {
    return plan(
        "ready",
        equal(key(Lonely_NotesState.SCHEMA, "ready"), value(ValueTypes.BOOLEAN, true)));
  }

  @Override
  public Lonely.Note run(Invocation in) throws Throwable {
    return Lonely.write(
        Lonely_NotesState.of(in.context(ZProc.class)),
        in.<Lonely.Note>argument(0));
  }
}
